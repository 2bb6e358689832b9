using Supervision.Domain;
using Supervision.Projections.Trail;

namespace Supervision.Web.Trail;

/// <summary>An entry in words: what, who in what capacity, about what, the details, and who entered it.</summary>
public sealed record TrailLine(long Index, RecordedEvent Recorded, string Title, IReadOnlyList<Piece> Who,
    IReadOnlyList<Piece> About, IReadOnlyList<Detail> Details, Piece? Recorder, bool IsLate, int DaysAfter)
{
    /// <summary>What the same act brought about besides: the document's number taken, the finding listed.</summary>
    public IReadOnlyList<TrailLine> Followers { get; init; } = [];

    /// <summary>Entries that only keep the books: their number is shown, their details are those of the act.</summary>
    public bool IsBookkeeping => Recorded.Type is "document.NumberTaken" or "inspection.FindingOpened"
        or "inspection.RemediationOpened" or "remediation.VoucherUsed" or "voucher.VoucherUsed"
        or "plan.PlanAssignmentOpened" or "plan.PlanCascaded" or "directive.DirectiveCascaded"
        or "inspection.FindingsNotified" or "administrator.AdministratorListed";

    /// <summary>The acts in words, one line an entry, in the order given.</summary>
    internal static async Task<IReadOnlyList<TrailLine>> WordAsync(IReadOnlyList<Activity> acts, Visit visit,
        Names names, CancellationToken ct)
    {
        await names.LearnAsync(acts, ct);
        var details = new EventDetails(visit, names);
        return [.. acts.Select(a => Word(a, visit, names, details))];
    }

    /// <summary>One line an act: its other entries follow its first. Newest act first, as the acts are given.</summary>
    internal static IReadOnlyList<TrailLine> Group(IEnumerable<TrailLine> lines) =>
    [
        .. lines.GroupBy(l => l.Recorded.CommandId).Select(g => g.OrderBy(l => l.IsBookkeeping).ThenBy(l => l.Index))
            .Select(g => g.First() with { Followers = [.. g.Skip(1)] }),
    ];

    private static TrailLine Word(Activity a, Visit visit, Names names, EventDetails details) => new(a.EntryIndex,
        a.Recorded, visit.EventName(a.Type), WhoOf(a, visit, names),
        a.CaseStream is { } stream ? [names.Case(stream)] : [], details.Of(a.Recorded.Event),
        a.RecordedBy == a.Actor ? null : Person(a.RecordedBy, visit, names), a.Late, a.DaysAfter);

    private static IReadOnlyList<Piece> WhoOf(Activity a, Visit visit, Names names)
    {
        var person = Person(a.Actor, visit, names);
        if (!Guid.TryParse(a.Actor, out _))
            return [person];
        var capacity = a.Capacity == Capacity.Self ? "" : ", " + visit.Word(a.Capacity);
        var body = names.Body(a.SourceBody);
        // Many a post ends with its body's name, which follows anyway, as a link.
        var post = a.ActorPost is not { } text ? ""
            : ", " + (text.EndsWith(", " + body.Text, StringComparison.Ordinal)
                ? text[..^(body.Text.Length + 2)] : text);
        return [person, new Piece(post + capacity + ", "), body];
    }

    private static Piece Person(string actor, Visit visit, Names names) => Guid.TryParse(actor, out var id)
        ? names.Officer(id)
        : new Piece(visit[actor switch
        {
            "policy/setup" => "policy.setup",
            "policy/calendar" => "policy.calendar",
            _ => "policy.other",
        }]);
}
