using System.Globalization;
using Npgsql;
using Supervision.Ledger;

namespace Supervision.Faults;

/// <summary>
/// The child process: several callers append without a pause, and each answer is told to the parent once it is there.
/// It ends when its input says so or ends, so that nobody outlives the parent.
/// </summary>
internal sealed class Writer : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly Stream answers = Console.OpenStandardOutput();
    private readonly CancellationTokenSource stop = new();
    private readonly long seed;
    private readonly int pauseMs;
    private EventStore? store;

    private Writer(long seed, int pauseMs) => (this.seed, this.pauseMs) = (seed, pauseMs);

    /// <summary>Arguments: seed, round, writer, callers, pause in ms. The first line in is the connection.</summary>
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var numbers = arguments.Select(a => long.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var connectionString = (await Console.In.ReadLineAsync())!;
        using var writer = new Writer(numbers[0], (int)numbers[4]);
        _ = Task.Run(async () =>
        {
            await Console.In.ReadLineAsync();
            await writer.stop.CancelAsync();
        });
        await writer.OpenAsync(connectionString);
        await Task.WhenAll(Enumerable.Range(0, (int)numbers[3]).Select(
            caller => Task.Run(() => writer.CallAsync(new Command((int)numbers[1], (int)numbers[2], caller, 0)))));
        if (writer.store is { } opened)
            await opened.DisposeAsync();
        writer.Say("end");
        return 0;
    }

    public void Dispose()
    {
        stop.Dispose();
        answers.Dispose();
    }

    private async Task OpenAsync(string connectionString)
    {
        while (store is null && !stop.IsCancellationRequested)
        {
            try
            {
                store = await EventStore.OpenAsync(connectionString, TimeProvider.System, CancellationToken.None);
                Say("open");
            }
            catch (NpgsqlException)
            {
                await Task.Delay(RetryPause);
            }
        }
    }

    private async Task CallAsync(Command command)
    {
        var shared = -1L;
        for (; !stop.IsCancellationRequested && store is not null; command = command.Next)
        {
            shared = await UntilAnsweredAsync(command, shared);
            if (pauseMs > 0)
                await Task.Delay(pauseMs, CancellationToken.None);
        }
    }

    /// <summary>
    /// Tries again, with the same command id, after every failure. A failure that says that nothing was written must
    /// not be followed by "recorded before".
    /// </summary>
    private async Task<long> UntilAnsweredAsync(Command command, long shared)
    {
        var mayBeThere = false;
        while (true)
        {
            try
            {
                var result = await store!.AppendAsync(
                    command.Request(seed, command.IsShared ? shared : null), CancellationToken.None);
                switch (result)
                {
                    case AppendResult.Appended a:
                        Say("done", command, a.FirstIndex, a.Count);
                        return command.IsShared ? shared + 1 : shared;
                    case AppendResult.Repeated r:
                        if (!mayBeThere)
                            Say("broken", command, "recorded, although every failure said that nothing was written");
                        Say("done", command, r.FirstIndex, r.Count);
                        return shared;
                    case AppendResult.Conflict c when command.IsShared && c.Stream == command.SharedStream:
                        shared = c.Actual;
                        continue;
                    case AppendResult.Conflict c when command.IsRace && c.Stream == command.KeyStream:
                        Say("lost-race", command);
                        return shared;
                    default:
                        Say("broken", command, result);
                        return shared;
                }
            }
            catch (AppendOutcomeUnknownException e)
            {
                mayBeThere = true;
                Say("failed", command, OneLine(e));
            }
            catch (NpgsqlException e)
            {
                Say("failed", command, OneLine(e));
            }
#pragma warning disable CA1031 // Whatever else it is, it is not among what the ledger says that it throws.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Say("broken", command, OneLine(e));
            }

            if (stop.IsCancellationRequested)
                return shared;
            await Task.Delay(RetryPause, CancellationToken.None);
        }
    }

    private static string OneLine(Exception e) => e.ToString().ReplaceLineEndings(" | ");

    private void Say(string word, Command command, params object[] rest) =>
        Say(string.Join(' ', [word, command.Caller, command.Number, .. rest]));

    // One write a line: who is killed leaves whole lines, and perhaps one cut short.
    private void Say(string line)
    {
        lock (gate)
        {
            answers.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
            answers.Flush();
        }
    }
}
