using System.Diagnostics;
using System.Globalization;

namespace Supervision.Benchmarks;

/// <summary>Another process of this program that appends to the same ledger.</summary>
internal static class SecondProcess
{
    internal const string Verb = "append-as-second-process";
    private const string EventsVariable = "SUPERVISION_BENCH_EVENTS";
    // Not an argument, which every user of the machine can read: it has the password.
    private const string LedgerVariable = "SUPERVISION_BENCH_LEDGER";
    private const int Count = 64;

    /// <summary>Both append half of the events; it ends when both have.</summary>
    internal static async Task<TimeSpan> AppendBesideAsync(string ledger, int events)
    {
        using var child = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!)
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
                UseShellExecute = false,
                Environment =
                {
                    [EventsVariable] = (events / 2).ToString(CultureInfo.InvariantCulture),
                    [LedgerVariable] = ledger,
                },
            },
        };
        // `dotnet X.dll` or the program itself.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            child.StartInfo.ArgumentList.Add(typeof(SecondProcess).Assembly.Location);
        child.StartInfo.ArgumentList.Add(Verb);
        child.Start();
        await using var store = await Machine.OpenAsync(ledger);
        await child.StandardOutput.ReadLineAsync();
        var started = Stopwatch.GetTimestamp();
        await child.StandardInput.WriteLineAsync();
        await new Callers(store, Count, 1, "first").AppendAsync(events / 2);
        await child.WaitForExitAsync();
        return child.ExitCode == 0
            ? Stopwatch.GetElapsedTime(started)
            : throw new InvalidOperationException($"The second process ended with {child.ExitCode}.");
    }

    /// <summary>The child's part: ready, wait for the word, append.</summary>
    internal static async Task AppendAsync()
    {
        var events = int.Parse(Environment.GetEnvironmentVariable(EventsVariable)!, CultureInfo.InvariantCulture);
        await using var store = await Machine.OpenAsync(Environment.GetEnvironmentVariable(LedgerVariable)!);
        Console.WriteLine("ready");
        Console.ReadLine();
        await new Callers(store, Count, 1, "second").AppendAsync(events);
    }
}
