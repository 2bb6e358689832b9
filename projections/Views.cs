using Dapper;
using Npgsql;
using Supervision.Projections.Assignments;
using Supervision.Projections.Bodies;
using Supervision.Projections.DataSubjects;
using Supervision.Projections.Directions;
using Supervision.Projections.Directives;
using Supervision.Projections.EvidenceItems;
using Supervision.Projections.Findings;
using Supervision.Projections.Inspections;
using Supervision.Projections.Money;
using Supervision.Projections.Obligations;
using Supervision.Projections.Officers;
using Supervision.Projections.Plans;
using Supervision.Projections.Proposals;
using Supervision.Projections.Remediations;
using Supervision.Projections.Reviews;
using Supervision.Projections.Trail;

namespace Supervision.Projections;

/// <summary>
/// The views, read only. A page takes one <see cref="Moment"/> and passes its size as <c>asOf</c> to every query: what
/// it then shows is what the first <c>asOf</c> entries say, however far the views have moved since. Any earlier size
/// asks what was known then. The views exist once a <see cref="Projector"/> has been opened on the database. Safe for
/// any number of threads.
/// </summary>
public sealed class Views : IAsyncDisposable
{
    /// <summary>Rows of any list: what stands beyond them is not in it.</summary>
    public const int ListRowsMax = Queries.RowsMax;

    private readonly NpgsqlDataSource source;

    private Views(NpgsqlDataSource source)
    {
        this.source = source;
        var queries = new Queries(source);
        (Bodies, Officers, Plans) = (new(queries), new(queries), new(queries));
        (Assignments, Inspections, Findings) = (new(queries), new(queries), new(queries));
        (Remediations, Obligations, Evidence) = (new(queries), new(queries), new(queries));
        (Directives, Directions) = (new(queries, "directive"), new(queries, "direction"));
        (Proposals, Reviews) = (new(queries, "proposal"), new(queries, "review"));
        (DataSubjects, Accounts, Trail) = (new(queries), new(queries), new(queries));
    }

    public BodyRegister Bodies { get; }
    public OfficerRegister Officers { get; }
    public PlanRegister Plans { get; }
    public Register<DirectiveRow> Directives { get; }
    public Register<DirectionRow> Directions { get; }
    public Register<ProposalRow> Proposals { get; }
    public Register<ReviewRow> Reviews { get; }
    public AssignmentRegister Assignments { get; }
    public InspectionRegister Inspections { get; }
    public FindingRegister Findings { get; }
    public RemediationRegister Remediations { get; }
    public ObligationRegister Obligations { get; }
    public EvidenceRegister Evidence { get; }

    /// <summary>Which sealed values can still be read by somebody, and which were erased.</summary>
    public DataSubjectRegister DataSubjects { get; }

    /// <summary>Money and counts: figures, the postings behind them, the flow.</summary>
    public AccountRegister Accounts { get; }

    /// <summary>Who did what, when, and when it was recorded.</summary>
    public ActivityTrail Trail { get; }

    /// <summary>Opens the views as supervision_views; the login must be able to become that role.</summary>
    public static async Task<Views> OpenAsync(string connectionString, CancellationToken ct = default)
    {
        var views = new Views(NpgsqlDataSource.Create(Connections.Reading(connectionString)));
        try
        {
            await (await views.source.OpenConnectionAsync(ct)).DisposeAsync();
            return views;
        }
        catch
        {
            await views.DisposeAsync();
            throw;
        }
    }

    /// <summary>How much the views know now.</summary>
    public Task<Moment> NowAsync(CancellationToken ct = default) => Bookmark.ReadAsync(source, ct);

    /// <summary>
    /// What was known at the end of a day in Asia/Ho_Chi_Minh (đã biết đến ngày): the entries recorded until then, of
    /// those that the views know.
    /// </summary>
    public async Task<Moment> KnownByAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var (size, time) = await connection.QuerySingleOrDefaultAsync<(long, DateTime?)>(new CommandDefinition("""
            select entry_index + 1, recorded_at from views.trail where recorded_at < @end
            order by recorded_at desc limit 1
            """, new { end = Day.EndOf(day).UtcDateTime }, cancellationToken: ct));
        return new Moment(size, time);
    }

    /// <summary>Waits until the views know this many entries; false when that took longer than at most.</summary>
    public Task<bool> WaitForAsync(long size, TimeSpan atMost, CancellationToken ct = default) =>
        Bookmark.WaitForAsync(source, size, atMost, ct);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
