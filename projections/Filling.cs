using Dapper;
using Npgsql;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Projections.Money;

namespace Supervision.Projections;

/// <summary>
/// Applies entries to one schema of views, a batch a transaction: the bookmark's row is locked first, then come the
/// rows,
/// then the bookmark moves. A crash at any line leaves bookmark and rows of the batch before. Whole commands only, so
/// that a page never shows half an act. Not safe for several threads.
/// </summary>
internal sealed class Filling(EventStore store, string schema)
{
    /// <summary>Entries of a batch, but that its last command is completed (a command has at most 1,000).</summary>
    internal const int BatchEntriesMax = 1_000;

    private readonly StreamStates states = new(store);
    private readonly PostingLines postings = new(schema);

    // What the memory above belongs to; another bookmark in the database means that somebody else wrote.
    private (Guid Built, long Index)? remembered;
    private Guid lastCommand;
    private string? lastCase;

    /// <summary>Applies what is there before <paramref name="beforeIndex"/>; returns the bookmark.</summary>
    internal async Task<long> FillAsync(NpgsqlConnection connection, long beforeIndex, CancellationToken ct)
    {
        await using var entries = new EntryCursor(store, beforeIndex, ct);
        try
        {
            while (true)
            {
                var index = await ApplyBatchAsync(connection, entries, beforeIndex, ct);
                if (index >= beforeIndex)
                    return index;
            }
        }
        catch
        {
            Forget();
            throw;
        }
    }

    private async Task<long> ApplyBatchAsync(NpgsqlConnection connection, EntryCursor entries, long beforeIndex,
        CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (built, index) = await connection.QuerySingleAsync<(Guid, long)>(new CommandDefinition(
            $"select built, index from {schema}.bookmark for update", cancellationToken: ct));
        if (index >= beforeIndex)
            return index;
        if (remembered != (built, index))
            await RememberAsync(index, ct);

        var (batch, lines) = (new Batch(schema), new List<PostingLines.Line>());
        var (next, time) = (index, default(DateTimeOffset));
        while (await entries.PeekAsync(next) is { } entry
            && (next - index < BatchEntriesMax || entry.CommandId == lastCommand))
        {
            await ApplyAsync(entry, batch, lines, ct);
            (next, time) = (entry.Index + 1, entry.Time);
        }

        await batch.WriteAsync(connection, ct);
        await postings.WriteAsync(connection, lines, ct);
        await connection.ExecuteAsync(new CommandDefinition(
            $"update {schema}.bookmark set index = @next, time = @time", new { next, time }, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        remembered = (built, next);
        return next;
    }

    private async Task RememberAsync(long index, CancellationToken ct)
    {
        Forget();
        if (index > 0 && await store.ReadEntryAsync(index - 1, ct) is { } last)
            lastCommand = last.CommandId;
    }

    private void Forget()
    {
        states.Clear();
        postings.Clear();
        (remembered, lastCommand, lastCase) = (null, Guid.Empty, null);
    }

    private async Task ApplyAsync(Entry entry, Batch batch, List<PostingLines.Line> lines, CancellationToken ct)
    {
        var step = await ToStepAsync(entry, ct);
        foreach (var view in ViewList.All)
        {
            foreach (var row in view.Rows(step))
                batch.Add(row, entry.Index);
        }

        var number = 0;
        foreach (var posting in ViewList.PostingsOf(step))
        {
            lines.Add(new PostingLines.Line(posting, entry.Index, number++, step.Case, step.Recorded.Type,
                step.OccurredOn, entry.Time));
        }
    }

    private async Task<Step> ToStepAsync(Entry entry, CancellationToken ct)
    {
        var e = RecordedEvent.Parse(entry.Bytes);
        var others = new Dictionary<string, Folded>(StringComparer.Ordinal);
        foreach (var stream in Related.Always)
            others[stream] = await states.ReadAsync(stream, entry.Index, ct);
        var before = await states.ReadBeforeAsync(e, entry.Index, ct);
        var after = await states.EvolveAsync(before, entry.Index, e, ct);
        states.Keep(e.Stream, after);
        foreach (var stream in Related.Streams(e.Event, after.State))
            others[stream] = await states.ReadAsync(stream, entry.Index, ct);
        foreach (var stream in Related.Further(e.Event, after.State, s => others[s]).ToList())
            others[stream] = await states.ReadAsync(stream, entry.Index, ct);
        var opens = e.CommandId != lastCommand;
        var caseStream = Related.CaseOf(e.Stream, e.Event, after.State, opens ? null : lastCase, s => others[s]);
        (lastCommand, lastCase) = (e.CommandId, caseStream);
        return new Step(entry.Index, e, before, after, opens, caseStream, s => others[s]);
    }
}
