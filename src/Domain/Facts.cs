using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.IrregularActs;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;
using Supervision.Domain.Rules;

namespace Supervision.Domain;

/// <summary>
/// The streams that a decider may look at, folded to their states; null stands for a stream without events.
/// Looking at a stream that was not given throws <see cref="StreamNotReadException"/>: the caller reads it and decides
/// again, so that what was read is exactly what the rule needed, and its versions guard the append.
/// </summary>
public sealed class Facts(IReadOnlyDictionary<string, object?> states)
{
    public Body? Body(BodyCode code) => Read<Body>(code.Stream);
    public Officer? Officer(OfficerId id) => Read<Officer>(StreamOf(id));
    public Plan? Plan(PlanId id) => Read<Plan>(StreamOf(id));
    public Directive? Directive(DirectiveId id) => Read<Directive>(StreamOf(id));
    public Direction? Direction(DirectionId id) => Read<Direction>(StreamOf(id));
    public Proposal? Proposal(ProposalId id) => Read<Proposal>(StreamOf(id));
    public Review? Review(ReviewId id) => Read<Review>(StreamOf(id));
    public Assignment? Assignment(AssignmentId id) => Read<Assignment>(StreamOf(id));
    public Inspection? Inspection(InspectionId id) => Read<Inspection>(StreamOf(id));
    public Finding? Finding(FindingId id) => Read<Finding>(StreamOf(id));
    public Remediation? Remediation(RemediationId id) => Read<Remediation>(StreamOf(id));
    public Evidence? Evidence(EvidenceId id) => Read<Evidence>(StreamOf(id));
    public DataSubject? DataSubject(DataSubjectId id) => Read<DataSubject>(StreamOf(id));
    public IrregularAct? IrregularAct(IrregularActId id) => Read<IrregularAct>(StreamOf(id));
    public RuleSets RuleSets() => Read<RuleSets>(Rules.RuleSets.Stream) ?? Rules.RuleSets.None;
    public Administrators? Administrators() => Read<Administrators>(Officers.Administrators.Stream);
    public RoleTables RoleTables() =>
        Read<RoleTables>(Officers.RoleTables.Stream) ?? Officers.RoleTables.None;
    public Calendar Calendar() => Read<Calendar>(Rules.Calendar.Stream) ?? Rules.Calendar.WeekendsOnly;
    public TakenNumber? DocumentNumber(string stream) => Read<TakenNumber>(stream);
    public UsedVoucher? Voucher(string stream) => Read<UsedVoucher>(stream);
    public LedgerHead? LedgerHead(long size) => Read<LedgerHead>(Reviews.LedgerHead.NameOf(size));
    public IOwing? Owing(string stream) => Read<IOwing>(stream);
    public ISucceeding? Succeeding(string stream) => Read<ISucceeding>(stream);

    /// <summary>The stream of the thing with this id.</summary>
    public static string StreamOf<T>(T id) where T : struct, IIdentifier<T> => id.Stream;

    /// <summary>The state of a stream as far as it was read; null where it was not.</summary>
    internal object? Peek(string stream) => states.GetValueOrDefault(stream);

    /// <summary>The things that were read for which something is owed, by their streams.</summary>
    internal IReadOnlyList<(string Stream, IOwing Thing)> Things =>
        [.. states.Where(s => s.Value is IOwing).Select(s => (s.Key, (IOwing)s.Value!))];

    /// <summary>The same streams after these events of the clock or the calendar.</summary>
    internal Facts After(IReadOnlyList<StreamEvent> events)
    {
        var after = states.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        foreach (var e in events)
            after[e.Stream] = Decider.Evolve(after[e.Stream], e.Event, e.On!.Value);
        return new Facts(after);
    }

    /// <summary>Whether the stream holds anything.</summary>
    public bool Exists(string stream) => Read<object>(stream) is not null;

    // A command may name a stream of another kind: what it looks for is not there.
    private T? Read<T>(string stream) where T : class =>
        states.TryGetValue(stream, out var state) ? state as T : throw new StreamNotReadException(stream);
}

/// <summary>The decider needs this stream too; the caller reads it and decides again. Never seen by a user.</summary>
public sealed class StreamNotReadException(string stream) : Exception("The stream was not read: " + stream)
{
    /// <summary>The name of the stream.</summary>
    public string Stream { get; } = stream;
}
