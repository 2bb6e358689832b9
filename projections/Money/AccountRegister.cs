namespace Supervision.Projections.Money;

/// <summary>An account of a body in a role, with its running totals; balance = inflow − outflow.</summary>
public sealed record AccountRow
{
    public required string Body { get; init; }
    public required Role Role { get; init; }
    public required string Account { get; init; }
    public required Unit Unit { get; init; }
    public required long Inflow { get; init; }
    public required long Outflow { get; init; }
    public long Balance => Inflow - Outflow;
}

/// <summary>
/// A headline figure of a body in a role: the inflow of the account that is its key or, for
/// <see cref="Accounts.Outstanding"/>, the balance of recoverable and reported. The postings behind it sum to it.
/// </summary>
public sealed record Figure(string Body, Role Role, string Key, Unit Unit, long Value);

/// <summary>A money account of a flow, in đồng: of an inspection, or of the city.</summary>
public sealed record FlowRow
{
    public required string Account { get; init; }
    public required long Inflow { get; init; }
    public required long Outflow { get; init; }
    public long Balance => Inflow - Outflow;
}

/// <summary>A place among postings: before it lies what is older.</summary>
public sealed record PostingPlace(long EntryIndex, int Line);

/// <summary>A posting, and what it is about.</summary>
public sealed record PostingRow
{
    /// <summary>The entry that posted it: the act, its bytes and its proof.</summary>
    public required long EntryIndex { get; init; }
    public required int Line { get; init; }
    public required string Body { get; init; }
    public required Role Role { get; init; }
    public required string Account { get; init; }
    public required Unit Unit { get; init; }

    /// <summary>Signed.</summary>
    public required long Amount { get; init; }
    public required Direction Direction { get; init; }

    /// <summary>The account's running totals, this line included.</summary>
    public required long InflowAfter { get; init; }
    public required long OutflowAfter { get; init; }
    public Guid? Finding { get; init; }
    public Guid? Inspection { get; init; }
    public Guid? Remediation { get; init; }
    public Guid? Assignment { get; init; }

    /// <summary>Stream of the inspection, assignment or plan that it belongs to.</summary>
    public string? CaseStream { get; init; }

    /// <summary>Event type of the entry.</summary>
    public required string Type { get; init; }
    public required DateOnly OccurredOn { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Where the next page begins when this is the last row of one.</summary>
    public PostingPlace Place => new(EntryIndex, Line);
}

/// <summary>
/// Money and counts: running totals of accounts, the figures made of them, and the postings behind these.
/// </summary>
public sealed class AccountRegister
{
    /// <summary>Postings of a page.</summary>
    public const int PagePostingsMax = 200;

    // The newest posting of each account: one probe of an index each, whatever the number of postings.
    private const string Probe = """
        select a.body, a.role, a.account, a.unit, p.inflow_after as inflow, p.outflow_after as outflow
        from views.account a cross join lateral (
            select inflow_after, outflow_after from views.posting p
            where p.body = a.body and p.role = a.role and p.account = a.account and p.entry_index < @asOf
            order by p.entry_index desc, p.line desc limit 1) p
        where a.opened_at < @asOf
        """;

    private readonly Queries queries;

    internal AccountRegister(Queries queries) => this.queries = queries;

    /// <summary>The accounts of a body in all its roles.</summary>
    public Task<IReadOnlyList<AccountRow>> OfBodyAsync(string body, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<AccountRow>($"{Probe} and a.body = @body order by a.role, a.account", new { body, asOf }, ct);

    /// <summary>The headline figures of a body: its accountability.</summary>
    public async Task<IReadOnlyList<Figure>> FiguresAsync(string body, long asOf, CancellationToken ct = default) =>
        Figures(await OfBodyAsync(body, asOf, ct));

    /// <summary>The headline figures of every body that has any, by body.</summary>
    public async Task<IReadOnlyList<Figure>> FiguresAsync(long asOf, CancellationToken ct = default) =>
        Figures(await queries.ListAsync<AccountRow>(
            $"{Probe} order by a.body, a.role, a.account", new { asOf }, ct));

    /// <summary>
    /// The postings behind a figure, newest first; their amounts sum to it. Null begins with the newest, a place goes
    /// on
    /// after it.
    /// </summary>
    public Task<IReadOnlyList<PostingRow>> PostingsAsync(string body, Role role, string key, long asOf,
        PostingPlace? after = null, CancellationToken ct = default)
    {
        var outstanding = key == Accounts.Outstanding;
        return queries.ListAsync<PostingRow>($"""
            select * from views.posting where body = @body and role = @role and account = any(@accounts)
                and entry_index < @asOf and (entry_index, line) < (@index, @line)
                {(outstanding ? "" : "and direction = 'inflow'")}
            order by entry_index desc, line desc limit {PagePostingsMax}
            """, new
        {
            body,
            role = PostingLines.Name(role),
            accounts = outstanding ? new[] { Accounts.Recoverable, Accounts.Reported } : [key],
            asOf,
            index = after?.EntryIndex ?? long.MaxValue,
            line = after?.Line ?? 0,
        }, ct);
    }

    /// <summary>All lines of one entry, in their order.</summary>
    public Task<IReadOnlyList<PostingRow>> OfEntryAsync(long index, CancellationToken ct = default) =>
        queries.ListAsync<PostingRow>("select * from views.posting where entry_index = @index order by line",
            new { index }, ct);

    /// <summary>
    /// The money flow of an inspection, one row an account that money came to or from, in the flow's order.
    /// </summary>
    public async Task<IReadOnlyList<FlowRow>> OfInspectionAsync(Guid inspection, long asOf,
        CancellationToken ct = default) => InOrder(await queries.ListAsync<FlowRow>("""
            select account, coalesce(sum(amount) filter (where direction = 'inflow'), 0)::bigint as inflow,
                coalesce(-sum(amount) filter (where direction = 'outflow'), 0)::bigint as outflow
            from views.posting
            where inspection = @inspection and role = 'subject' and unit = 'dong' and entry_index < @asOf
            group by account
            """, new { inspection, asOf }, ct));

    /// <summary>The money flow of the city: the sum over the inspected bodies.</summary>
    public async Task<IReadOnlyList<FlowRow>> OfCityAsync(long asOf, CancellationToken ct = default) =>
        InOrder(await queries.ListAsync<FlowRow>($"""
            select account, sum(inflow)::bigint as inflow, sum(outflow)::bigint as outflow
            from ({Probe} and a.role = 'subject' and a.unit = 'dong') a group by account
            """, new { asOf }, ct));

    private static IReadOnlyList<FlowRow> InOrder(IReadOnlyList<FlowRow> rows) =>
        [.. rows.Where(r => r.Account != Accounts.HandedOver).OrderBy(r => Accounts.Flow.ToList().IndexOf(r.Account))];

    // What only goes out (found, required) is a source and no figure.
    private static List<Figure> Figures(IReadOnlyList<AccountRow> accounts)
    {
        var figures = accounts.Where(a => a.Account is not (Accounts.Found or Accounts.Required
            or Accounts.HandedOver))
            .Select(a => new Figure(a.Body, a.Role, a.Account, a.Unit, a.Inflow)).ToList();
        figures.AddRange(accounts.Where(a => a.Account is Accounts.Recoverable or Accounts.Reported)
            .GroupBy(a => (a.Body, a.Role))
            .Select(g => new Figure(g.Key.Body, g.Key.Role, Accounts.Outstanding, Unit.Dong, g.Sum(a => a.Balance))));
        return figures;
    }
}
