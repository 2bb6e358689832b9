using System.Text;
using Npgsql;
using Supervision.Ledger;

namespace Supervision.Faults;

/// <summary>
/// What one ledger should hold, by what its writers were told, against what it holds. It reads every entry once after
/// each round, and all of them again at the end.
/// </summary>
internal sealed class Audit(long seed)
{
    private readonly List<Answer> answered = [];
    private Seen seen = new();

    /// <summary>All of it, in the report's words.</summary>
    internal async Task RoundAsync(string connectionString, IReadOnlyList<WriterProcess> writers, Tally tally)
    {
        await using var store = await OpenAsync(connectionString);
        await seen.ReadOnAsync(store, tally);
        foreach (var writer in writers)
        {
            var account = writer.Account();
            answered.AddRange(account.Answered);
            tally.Broken.AddRange(account.Broken);
            tally.Failures += writer.Failures.Count;
            foreach (var answer in account.Answered)
                Check(answer, tally);
            foreach (var command in account.Open)
                await ResolveAsync(store, command, writer.WasKilled, tally);
        }

        await seen.ReadOnAsync(store, tally);
        await VerifyAsync(connectionString, tally);
    }

    /// <summary>Every entry and every answer of all rounds again.</summary>
    internal async Task EndAsync(string connectionString, Tally tally)
    {
        await using var store = await OpenAsync(connectionString);
        seen = new Seen();
        await seen.ReadOnAsync(store, tally);
        foreach (var answer in answered)
            Check(answer, tally);
    }

    private void Check(Answer answer, Tally tally)
    {
        var id = answer.Command.Id(seed);
        var isThere = seen.Commands.TryGetValue(id, out var entries);
        if (answer.FirstIndex is not { } first)
        {
            if (isThere)
                tally.Broken.Add($"{answer.Command} was refused, and is there at {entries.First}.");
            return;
        }

        tally.Acknowledged++;
        if (!isThere || entries != (first, answer.Count) || answer.Count != answer.Command.EventCount)
        {
            tally.Lost++;
            tally.Broken.Add($"{answer} was acknowledged; "
                + (isThere ? $"there are {entries.Count} entries from {entries.First}." : "there is none."));
        }
    }

    /// <summary>
    /// If it had been begun, nobody knows what became of it: the same command id tells, and then it is there once. If
    /// not, it is simply the next append.
    /// </summary>
    private async Task ResolveAsync(EventStore store, Command command, bool hadBegun, Tally tally)
    {
        var isThere = seen.Commands.TryGetValue(command.Id(seed), out var entries);
        var request = command.Request(seed, sharedVersion: null);
        var first = await store.AppendAsync(request, CancellationToken.None);
        var again = await store.AppendAsync(request, CancellationToken.None);
        var isAsItShould = (first, again) switch
        {
            (AppendResult.Repeated a, AppendResult.Repeated b) =>
                isThere && a == b && (a.FirstIndex, a.Count) == entries,
            (AppendResult.Appended a, AppendResult.Repeated b) =>
                !isThere && (a.FirstIndex, a.Count) == (b.FirstIndex, b.Count),
            (AppendResult.Conflict a, AppendResult.Conflict b) => !isThere && command.IsRace && a == b,
            _ => false,
        };
        if (!isAsItShould)
            tally.Broken.Add($"{command} was {(isThere ? $"at {entries}" : "nowhere")}; asked twice: {first}, {again}");
        if (isThere && !hadBegun)
            tally.Broken.Add($"{command} had not been asked for, and is there.");
        if (isThere)
            tally.FoundThere++;
        else if (hadBegun)
            tally.FoundNotThere++;
    }

    private async Task VerifyAsync(string connectionString, Tally tally)
    {
        var report = await Verifier.VerifyAsync(connectionString, null, CancellationToken.None);
        foreach (var fault in report.Faults)
            tally.Broken.Add($"Verification: {fault.Message}");
        if (report.Size != seen.Next)
            tally.Broken.Add($"Verification counts {report.Size} entries; {seen.Next} were read.");
    }

    internal static async Task<EventStore> OpenAsync(string connectionString)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await EventStore.OpenAsync(connectionString, TimeProvider.System, CancellationToken.None);
            }
            catch (NpgsqlException) when (attempt < 50)
            {
                // A pooled connection of the migrations that did not survive.
                await Task.Delay(20);
            }
        }
    }

    /// <summary>What was read, by command and by event.</summary>
    private sealed class Seen
    {
        private readonly HashSet<string> events = new(StringComparer.Ordinal);

        internal Dictionary<Guid, (long First, int Count)> Commands { get; } = [];

        internal long Next { get; private set; }

        internal async Task ReadOnAsync(EventStore store, Tally tally)
        {
            await foreach (var entry in store.ReadAsync(Next, CancellationToken.None))
            {
                if (entry.Index != Next)
                    tally.Broken.Add($"Entry {entry.Index} follows entry {Next - 1}.");
                // By what the event says, so that a doubled one is found whatever ids it was given.
                if (!events.Add(EventIn(entry)) || (entry.Stream.StartsWith("key-", StringComparison.Ordinal)
                    && entry.StreamVersion > 0))
                {
                    tally.Duplicated++;
                    tally.Broken.Add($"Entry {entry.Index} of {entry.Stream} is there a second time.");
                }

                Commands[entry.CommandId] = Commands.TryGetValue(entry.CommandId, out var c)
                    ? (c.First, c.Count + 1)
                    : (entry.Index, 1);
                Next = entry.Index + 1;
            }
        }

        private static string EventIn(Entry entry)
        {
            var text = Encoding.UTF8.GetString(entry.Bytes.Span);
            const string Before = "\"event\":\"";
            var start = text.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
            return text[start..text.IndexOf('"', start)];
        }
    }
}
