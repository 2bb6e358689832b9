using Npgsql;
using NpgsqlTypes;
using static NpgsqlTypes.NpgsqlDbType;

namespace Supervision.Projections.Money;

/// <summary>
/// Writes postings with the running totals of their accounts. The totals of accounts in use are kept in memory; those
/// of
/// another are probed once, all that a batch lacks in one query.
/// </summary>
internal sealed class PostingLines(string schema)
{
    internal const int AccountsMax = 100_000;

    private readonly Dictionary<Account, Totals> totals = [];

    internal void Clear() => totals.Clear();

    /// <summary>
    /// Within the connection's transaction. If that is not committed, <see cref="Clear"/> must follow.
    /// </summary>
    internal async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<Line> lines, CancellationToken ct)
    {
        if (lines.Count == 0)
            return;
        if (totals.Count > AccountsMax)
            totals.Clear();
        var unknown = lines.Select(l => l.Account).Distinct().Where(a => !totals.ContainsKey(a)).ToList();
        if (unknown.Count > 0)
            await ProbeAsync(connection, unknown, ct);
        await OpenAsync(connection, lines, unknown, ct);
        await CopyAsync(connection, lines, ct);
    }

    private async Task ProbeAsync(NpgsqlConnection connection, List<Account> unknown, CancellationToken ct)
    {
        await using var probe = new NpgsqlCommand($"""
            select a.n, p.inflow_after, p.outflow_after
            from unnest($1, $2, $3) with ordinality a (body, role, account, n)
            cross join lateral (
                select inflow_after, outflow_after from {schema}.posting p
                where p.body = a.body and p.role = a.role and p.account = a.account
                order by entry_index desc, line desc limit 1) p
            """, connection);
        AddKeys(probe, unknown);
        await using var reader = await probe.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            totals[unknown[(int)reader.GetInt64(0) - 1]] = new(reader.GetInt64(1), reader.GetInt64(2));
    }

    // An account that has no totals yet is new: it opens at its first line.
    private async Task OpenAsync(NpgsqlConnection connection, IReadOnlyList<Line> lines, List<Account> unknown,
        CancellationToken ct)
    {
        var opened = unknown.Where(a => !totals.ContainsKey(a)).ToList();
        if (opened.Count == 0)
            return;
        var first = lines.DistinctBy(l => l.Account).ToDictionary(l => l.Account);
        await using var insert = new NpgsqlCommand($"""
            insert into {schema}.account (body, role, account, unit, opened_at) select * from unnest($1, $2, $3, $4, $5)
            """, connection);
        AddKeys(insert, opened);
        insert.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. opened.Select(a => Name(first[a].Posting.Unit))],
        });
        insert.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. opened.Select(a => first[a].Index)] });
        await insert.ExecuteNonQueryAsync(ct);
    }

    private static void AddKeys(NpgsqlCommand command, List<Account> accounts)
    {
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. accounts.Select(a => a.Body)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. accounts.Select(a => Name(a.Role))] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. accounts.Select(a => a.Name)] });
    }

    private async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<Line> lines, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"""
            copy {schema}.posting (entry_index, line, body, role, account, unit, amount, direction, inflow_after,
                outflow_after, finding, inspection, remediation, assignment, case_stream, type,
                occurred_on, recorded_at)
            from stdin (format binary)
            """, ct);
        foreach (var line in lines)
        {
            var after = totals[line.Account] = totals.GetValueOrDefault(line.Account).With(line.Posting);
            await WriteAsync(copy, line, after, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, Line l, Totals after, CancellationToken ct)
    {
        var (p, about) = (l.Posting, l.Posting.About);
        (object?, NpgsqlDbType)[] values =
        [
            (l.Index, Bigint), (l.Number, Integer), (p.Body, Text), (Name(p.Role), Text), (p.Account, Text),
            (Name(p.Unit), Text), (p.Amount, Bigint), (Name(p.Direction), Text), (after.Inflow, Bigint),
            (after.Outflow, Bigint), (about.Finding, Uuid), (about.Inspection, Uuid), (about.Remediation, Uuid),
            (about.Assignment, Uuid), (l.Case, Text), (l.Type, Text), (l.OccurredOn, Date), (l.RecordedAt, TimestampTz),
        ];
        await copy.StartRowAsync(ct);
        foreach (var (value, type) in values)
            await Batch.WriteAsync(copy, value, type, ct);
    }

    /// <summary>As roles, units and directions are stored: lower case.</summary>
    internal static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The key of running totals.</summary>
    internal readonly record struct Account(string Body, Role Role, string Name);

    /// <summary>A posting in its place: its entry, and its number among that entry's lines.</summary>
    internal sealed record Line(Posting Posting, long Index, int Number, string? Case, string Type, DateOnly OccurredOn,
        DateTimeOffset RecordedAt)
    {
        internal Account Account { get; } = new(Posting.Body, Posting.Role, Posting.Account);
    }

    private readonly record struct Totals(long Inflow, long Outflow)
    {
        internal Totals With(Posting p) => p.Direction == Direction.Inflow
            ? this with { Inflow = checked(Inflow + p.Amount) } : this with { Outflow = checked(Outflow - p.Amount) };
    }
}
