using Supervision.Projections.Assignments;
using Supervision.Projections.Bodies;
using Supervision.Projections.Counts;
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

/// <summary>All views; they move together.</summary>
internal static class ViewList
{
    /// <summary>
    /// Raise it when rows come out otherwise though no SQL changed (a posting rule, a status): a projector that finds
    /// views of another edition rebuilds them before it goes on.
    /// </summary>
    internal const int Edition = 3;

    internal static readonly IReadOnlyList<View> All =
    [
        BodyRows.View, OfficerRows.View, PlanRows.View, AssignmentRows.View, InspectionRows.View, FindingRows.View,
        RemediationRows.View, DirectiveRows.View, DirectionRows.View, ProposalRows.View, ReviewRows.View,
        ObligationRows.View, EvidenceRows.View, DataSubjectRows.View,
        TrailRows.View,
    ];

    /// <summary>The folders whose SQL makes the schema.</summary>
    internal static IEnumerable<string> Folders => All.Select(v => v.Folder).Append("Money");

    /// <summary>The postings of an entry, in the order of their lines.</summary>
    internal static IEnumerable<Posting> PostingsOf(Step step) =>
        MoneyPostings.Of(step).Concat(CountPostings.Of(step));
}
