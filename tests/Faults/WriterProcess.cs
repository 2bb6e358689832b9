using System.Diagnostics;
using System.Globalization;

namespace Supervision.Faults;

/// <summary>A command that was answered, and with which entries; none: another won the race for its key.</summary>
internal sealed record Answer(Command Command, long? FirstIndex, int Count);

/// <summary>The parent's side of one <see cref="Writer"/>.</summary>
internal sealed class WriterProcess : IDisposable
{
    internal const int Callers = 12;
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Process process;
    private readonly Task reading;
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Answer> answers = [];
    private readonly List<string> broken = [];
    private readonly int round;
    private TaskCompletionSource? next;
    private readonly int writer;

    private WriterProcess(Process process, int round, int writer)
    {
        (this.process, this.round, this.writer) = (process, round, writer);
        reading = Task.Run(ReadAsync);
    }

    internal int Id => process.Id;

    /// <summary>So what it had begun is open.</summary>
    internal bool WasKilled { get; private set; }

    internal List<string> Failures { get; } = [];

    /// <summary>Completes with the first answer.</summary>
    internal Task First => first.Task;

    internal int AnswerCount
    {
        get
        {
            lock (gate)
                return answers.Count;
        }
    }

    internal static WriterProcess Start(string connectionString, long seed, int round, int writer, int pauseMs)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        long[] numbers = [seed, round, writer, Callers, pauseMs];
        string[] words =
        [
            "exec", typeof(Writer).Assembly.Location, Program.WriterWord,
            .. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        ];
        foreach (var word in words)
            start.ArgumentList.Add(word);
        var started = Process.Start(start)!;
        started.StandardInput.WriteLine(connectionString);
        started.StandardInput.Flush();
        return new WriterProcess(started, round, writer);
    }

    /// <summary>SIGKILL; what it had said is in the pipe.</summary>
    internal async Task KillAsync()
    {
        WasKilled = true;
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    /// <summary>Waits for its next answer: of the same commit others are then about to be given theirs.</summary>
    internal Task NextAnswerAsync()
    {
        lock (gate)
            return (next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Lets it finish what it has begun.</summary>
    internal async Task StopAsync()
    {
        if (!process.HasExited)
        {
            try
            {
                await process.StandardInput.WriteLineAsync("stop");
                await process.StandardInput.FlushAsync();
            }
            catch (IOException)
            {
                // It has ended in this moment.
            }
        }

        using var limit = new CancellationTokenSource(EndMax);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            broken.Add($"Writer {writer} of round {round} did not end within {EndMax.TotalSeconds} s.");
            process.Kill();
        }

        await reading;
    }

    /// <summary>After its end: its answers, each caller's first command without one, and complaints.</summary>
    internal (List<Answer> Answered, List<Command> Open, List<string> Broken) Account()
    {
        var open = Enumerable.Range(0, Callers).Select(caller => new Command(
            round, writer, caller, answers.Count(answer => answer.Command.Caller == caller))).ToList();
        return (answers, open, broken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            lock (gate)
                Take(line, words);
        }

        first.TrySetResult();
    }

    private void Take(string line, string[] words)
    {
        switch (words)
        {
            case ["done", _, _, var index, var count] when int.TryParse(count, CultureInfo.InvariantCulture, out var n):
                answers.Add(new Answer(Of(words), long.Parse(index, CultureInfo.InvariantCulture), n));
                first.TrySetResult();
                next?.TrySetResult();
                break;
            case ["lost-race", _, _]:
                answers.Add(new Answer(Of(words), null, 0));
                break;
            case ["failed", ..]:
                Failures.Add(line);
                break;
            case ["broken", ..]:
                broken.Add($"Round {round}, writer {writer}: {line}");
                break;
            default:
                // "open", "end", or the last line of one that was killed, cut short.
                break;
        }
    }

    private Command Of(string[] words) => new(
        round, writer, int.Parse(words[1], CultureInfo.InvariantCulture),
        int.Parse(words[2], CultureInfo.InvariantCulture));
}
