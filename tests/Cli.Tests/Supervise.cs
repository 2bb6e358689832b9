using System.Diagnostics;

namespace Supervision.Cli.Tests;

/// <summary>What a run of the program left: its exit code, and what it said.</summary>
internal sealed record Said(int Exit, string Out, string Error);

/// <summary>The real program as a process of its own, in a folder of its own, with a plain environment.</summary>
internal sealed class Supervise(string folder)
{
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(4);

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["TZ"] = "UTC",
        ["SUPERVISION_DATA"] = folder,
    };

    public async Task<Said> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(RunMax);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"supervision {string.Join(' ', arguments)} did not end: {await output}", late);
        }

        return new Said(process.ExitCode, await output, await error);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "supervision.dll"),
            .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys
            .Where(k => k.StartsWith("SUPERVISION_", StringComparison.Ordinal)).Append("NO_COLOR").ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
