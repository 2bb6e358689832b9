using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;

namespace Supervision.Domain.Officers;

/// <summary>
/// Upon whom an act is done: there the scope of the mandate must reach, and there no conflict of interest may be. Both
/// follow a body to its successor.
/// </summary>
internal static class Reach
{
    internal static Refusal? Check(Command command, Mandate mandate, Officer officer, Facts facts, DateOnly day)
    {
        if (mandate.Scope.Count == 0 && !officer.InConflictWithOn(day).Any())
            return null;
        foreach (var body in Upon(command, facts))
        {
            if (mandate.Scope.Count > 0 && !Names(mandate.Scope, body, facts))
                return new Refusal("mandate.out_of_scope", Law.Product, mandate.Post, body);
            if (IsJudging(command) && InConflict(officer, body, day, facts))
                return new Refusal("officer.in_conflict", Law.CheckMembers, officer.Name, body);
        }

        return null;
    }

    internal static bool InConflict(Officer officer, BodyCode body, DateOnly day, Facts facts) =>
        Names([.. officer.InConflictWithOn(day)], body, facts);

    private static bool Names(IReadOnlyList<BodyCode> list, BodyCode body, Facts facts) =>
        list.Contains(body) || list.Any(b => Body.Current(b, facts) == body);

    // Charging, sending to and asking a body is no judgement on it; the answer to what it hands in or asks for is.
    // A proposal may be forwarded, so that another answers.
    private static bool IsJudging(Command command) => command is InspectionCommand or FindingCommand
        or RemediationCommand or AssignmentCommand.AcceptProduct or AssignmentCommand.ReturnProduct
        or AssignmentCommand.GrantExtension or AssignmentCommand.RefuseExtension
        or ProposalCommand.AcceptProposal or ProposalCommand.RejectProposal;

    private static IReadOnlyList<BodyCode> Upon(Command command, Facts facts) => command switch
    {
        AssignmentCommand.DraftAssignment c => AddresseesOf(c.Clears),
        AssignmentCommand.AmendDraft c => AddresseesOf(c.Clears),
        AssignmentCommand.IssueAssignment c =>
            facts.Assignment(c.Assignment) is { } a ? AddresseesOf(a.Clears) : [],
        AssignmentCommand.ReassignAssignment c =>
            [.. LeadOf(c.Assignment, facts), .. c.Addressees.Select(a => a.Body)],
        AssignmentCommand.ReceiveAssignment or AssignmentCommand.ReportProgress or AssignmentCommand.RequestExtension
            or AssignmentCommand.SubmitProduct => [],
        AssignmentCommand c => LeadOf(c.Assignment, facts),
        DirectiveCommand.SendDirective c => [.. c.Recipients.Select(r => r.Body)],
        PlanCommand.SendPlan c => [.. c.Recipients.Select(r => r.Body)],
        PlanCommand.ChargeReviews c => [c.Body],
        DirectionCommand.IssueDirection c => [.. c.Demands.Select(d => d.Body)],
        ProposalCommand.MakeProposal => [],
        ProposalCommand c => facts.Proposal(c.Proposal) is { } p ? [p.From] : [],
        ReviewCommand.AskReviewQuestion c => [c.Body],
        InspectionCommand.IssueDecision c => [c.Subject],
        InspectionCommand.NominateMembers or FindingCommand.ExplainFinding => [],
        InspectionCommand c => SubjectOf(c.Inspection, facts),
        FindingCommand.RecordFinding c => SubjectOf(c.Inspection, facts),
        FindingCommand c => facts.Finding(c.Finding) is { } f ? [f.Subject] : [],
        RemediationCommand.RequestRectification c => SubjectOf(c.Inspection, facts),
        RemediationCommand.AcceptRemediation or RemediationCommand.RejectRemediation
            or RemediationCommand.GrantExtension or RemediationCommand.RefuseExtension
            or RemediationCommand.ConfirmPayment or RemediationCommand.TakeOverVerification
            or RemediationCommand.NameVerifier or RemediationCommand.NameReceiver =>
            facts.Remediation(((RemediationCommand)command).Remediation) is { } r ? [r.Owner] : [],
        _ => [],
    };

    private static IReadOnlyList<BodyCode> LeadOf(AssignmentId id, Facts facts) =>
        facts.Assignment(id)?.Lead is { } lead ? [lead] : [];

    private static List<BodyCode> AddresseesOf(SixClears clears) => [.. clears.Addressees.Select(a => a.Body)];

    private static IReadOnlyList<BodyCode> SubjectOf(InspectionId id, Facts facts) =>
        facts.Inspection(id) is { } i ? [i.Subject] : [];
}
