using System.Text;
using Dapper;
using Npgsql;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Projections.Tests;

/// <summary>A clock that stands still until it is set; the ledger keeps its own time rising.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2025, 12, 1, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>
/// A fresh database with a ledger, a projector and the views; acts are recorded at nine in the morning.
/// </summary>
public abstract class ProjectedLedger : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;
    private readonly SimulatedClock clock = new();

    protected string ConnectionString { get; private set; } = "";
    protected EventStore Store { get; private set; } = null!;
    protected Projector Projector { get; private set; } = null!;
    protected Views Views { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await TestCluster.FreshDatabaseAsync();
        Store = await EventStore.OpenAsync(ConnectionString, clock, None);
        Projector = await Projector.OpenAsync(ConnectionString, Store, None);
        Views = await Views.OpenAsync(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Views.DisposeAsync();
        await Projector.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>Records one act on its day (or on a later one), for the body; returns its first index.</summary>
    protected async Task<long> RecordAsync(Act act)
    {
        clock.Now = new DateTimeOffset(act.RecordedOn ?? act.On, new TimeOnly(9, 0), TimeSpan.FromHours(7));
        var officer = act.Policy is null ? Given.Officer(act.Body).Value.ToString("D") : "policy/" + act.Policy;
        var command = Guid.CreateVersion7();
        var by = new Attribution(act.On, officer, act.Policy is null ? "Chuyên viên" : null, Capacity.Self, null,
            officer, null, command).ToAttributes();
        var events = act.Events.Select(e => new NewEvent(Guid.CreateVersion7(),
            "https://example.org/bodies/" + act.Body, Codec.NameOf(e.Event), e.Stream, by, Codec.Encode(e.Event)));
        var result = await Store.AppendAsync(new AppendRequest(command, Hash.Of(Encoding.UTF8.GetBytes(officer)),
            [.. events], new Dictionary<string, long>()), None);
        return result.ShouldBeOfType<AppendResult.Appended>().FirstIndex;
    }

    protected async Task RecordAsync(IEnumerable<Act> acts)
    {
        foreach (var act in acts)
            await RecordAsync(act);
    }

    /// <summary>Records these and projects all; returns how many entries are known then.</summary>
    protected async Task<long> ProjectAsync(params IEnumerable<Act> acts)
    {
        await RecordAsync(acts);
        return await Projector.CatchUpAsync(None);
    }

    /// <summary>
    /// The live views are what a rebuild from the first entry makes, and their running totals add up.
    /// </summary>
    protected async Task ShouldEqualARebuildAsync()
    {
        (await ScalarAsync<long>("""
            select count(*) from (select inflow_after, outflow_after,
                sum(case direction when 'inflow' then amount else 0 end) over w as inflow,
                sum(case direction when 'outflow' then -amount else 0 end) over w as outflow
            from views.posting window w as (partition by body, role, account order by entry_index, line)) x
            where inflow_after <> inflow or outflow_after <> outflow
            """)).ShouldBe(0);
        var live = await HashAsync();
        await Projector.RebuildAsync(None);
        (await HashAsync()).ShouldBe(live);
    }

    /// <summary>What the rows of each table hash to: two builds from the same entries agree.</summary>
    protected async Task<IReadOnlyList<StateHash>> HashAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        var tables = await connection.QueryAsync<string>(
            "select tablename from pg_tables where schemaname = 'views' and tablename <> 'bookmark' order by 1");
        var hashes = new List<StateHash>();
        foreach (var table in tables)
        {
            hashes.Add(await connection.QuerySingleAsync<StateHash>($"""
                select '{table}' as table, count(*) as rows,
                    coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as md5
                from views.{table} t
                """));
        }

        return hashes;
    }

    protected async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql);
    }
}

/// <summary>What the rows of a table hash to.</summary>
public sealed record StateHash(string Table, long Rows, string Md5);

/// <summary>One act: the day it occurred, the body, its events; a policy's has no officer.</summary>
public sealed record Act(DateOnly On, string Body, IReadOnlyList<StreamEvent> Events)
{
    public DateOnly? RecordedOn { get; init; }
    public string? Policy { get; init; }
}
