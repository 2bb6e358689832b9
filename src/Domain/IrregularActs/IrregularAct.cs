using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;

namespace Supervision.Domain.IrregularActs;

public abstract record IrregularActEvent : Event
{
    private IrregularActEvent()
    {
    }

    /// <summary>
    /// Ghi nhận việc không đúng quy định: a document shows that the body did what the rules refuse. <c>Command</c> is
    /// the act's name in the catalogue, <c>Code</c> the refusal's. No state moves and no clock stops.
    /// </summary>
    public sealed record IrregularActRecorded(IrregularActId IrregularAct, string Command, string Code, BodyCode Body,
        string? About, string Description, Document Document) : IrregularActEvent;
}

public abstract record IrregularActCommand : Command
{
    private IrregularActCommand()
    {
    }

    /// <summary>The record's own id.</summary>
    public abstract IrregularActId IrregularAct { get; init; }

    public sealed record RecordIrregularAct(IrregularActId IrregularAct, [property: Identifier] string Command,
        [property: Identifier] string Code, BodyCode Body, [property: LongText] string Description, Document Document,
        [property: Identifier] string? About = null) : IrregularActCommand, IDocumented
    {
        // What is wrong may be the document itself: then its number is judged, and taken, by nobody.
        Document? IDocumented.Document => IsOfDocument ? null : Document;

        internal bool IsOfDocument => Code.StartsWith("document.", StringComparison.Ordinal);
    }
}

/// <summary>An act against a rule that happened all the same; it counts in its body's accountability.</summary>
public sealed record IrregularAct(IrregularActId Id, BodyCode Body, string? About)
{
    /// <summary>
    /// The rules that a signed document can break all the same: who did it, when, upon whom, in which order, over which
    /// limit or sum. Their refusals name RecordIrregularAct. None of how it is entered: a form, an id, what the ledger
    /// does not have, or has already.
    /// </summary>
    public static readonly IReadOnlySet<string> Codes = new HashSet<string>(StringComparer.Ordinal)
    {
        "act.before_earlier_step", "body.dissolved", "body.not_by_its_superior", "body.successor_of_another_side",
        "capacity.delegate_signs_so", "capacity.deputy_or_acting", "capacity.not_collective",
        "capacity.not_delegated", "capacity.not_of_mandate",
        "circulation.day_passed", "datasubject.no_basis", "direction.day_passed",
        "direction.only_the_standing_committee", "directive.ended", "directive.ended_by_another",
        "directive.not_ended_by_earlier", "document.not_of_the_body", "document.number_taken",
        "document.signer_is_another", "document.signer_suspended", "document.signer_without_post",
        "finding.already_confirmed", "finding.already_notified", "finding.confirm_differs",
        "finding.dissent_unresolved", "finding.explanation_still_possible", "finding.not_confirmed",
        "finding.not_notified", "finding.offset_after_remediation", "finding.offset_already_applied",
        "finding.offset_beyond_recoverable", "finding.offsets_exceed_confirmed", "finding.resolved_amount_differs",
        "inspection.already_announced", "inspection.closed", "inspection.duration_over_limit",
        "inspection.extension_after_end", "inspection.extension_over_limit", "inspection.kind_not_of_lead",
        "inspection.member_of_subject", "inspection.member_without_mandate", "inspection.minutes_already_signed",
        "inspection.minutes_not_signed", "inspection.minutes_without_subject_or_witness",
        "inspection.money_outstanding", "inspection.no_basis", "inspection.no_power_of_thanh_tra",
        "inspection.nominate_by_passed", "inspection.not_consolidated", "inspection.not_in_fieldwork",
        "inspection.only_the_team_leader", "inspection.period_wrong", "inspection.remediation_open",
        "inspection.representative_not_of_commune", "inspection.second_extension", "inspection.sections_unsigned",
        "inspection.signer_not_of_subject", "inspection.subject_decides", "inspection.subject_in_team",
        "inspection.team_not_formed", "inspection.two_bodies_needed",
        "mandate.appointed_to_himself",
        "mandate.begins_before", "mandate.beyond_own_powers", "mandate.beyond_own_scope", "mandate.beyond_own_time",
        "mandate.delegate_without_post",
        "mandate.delegation_ended", "mandate.lacks_power", "mandate.not_delegable", "mandate.not_for_another_body",
        "mandate.not_valid_on_day", "mandate.other_body", "mandate.out_of_scope", "mandate.review_stands_alone",
        "mandate.sub_delegation", "officer.in_conflict", "officer.suspended", "plan.ended", "plan.parent_not_received",
        "plan.replacement_of_another", "plan.review_days_wrong", "plan.review_not_charged",
        "plan.reviews_already_charged", "remediation.finding_already_in_one", "remediation.manager_cannot_require",
        "remediation.measure_due_passed", "remediation.measures_differ", "remediation.not_the_issuer",
        "remediation.not_the_owner", "remediation.owner_cannot_require", "remediation.payment_over_recoverable",
        "remediation.receiver_is_owner", "remediation.received_by_another", "remediation.verified_by_another",
        "remediation.voucher_used", "role.administer_with_content",
    };

    private static readonly HashSet<Power> Supervising =
        [Power.Assign, Power.DecideInspection, Power.Inspect, Power.RequireRemediation, Power.Verify];

    public static IrregularAct Evolve(IrregularAct? state, IrregularActEvent e) => e switch
    {
        IrregularActEvent.IrregularActRecorded r => new(r.IrregularAct, r.Body, r.About),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(IrregularActCommand command, Facts facts, Context context) => command switch
    {
        IrregularActCommand.RecordIrregularAct c => Record(c, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer Record(IrregularActCommand.RecordIrregularAct c, Facts facts, Context context)
    {
        if (Competence.MandateOf(context.Actor, facts) is not { } mandate)
            return new Refusal("mandate.unknown", Law.Product);
        if (facts.Body(c.Body) is null)
            return new Refusal("body.unknown", Law.Product, c.Body);
        if (!Codec.Commands.TryGetValue(c.Command, out var type) || Acts.KindOf(type) == ActKind.Policy)
            return new Refusal("irregular.unknown_command", Law.Product, c.Command);
        if (!DomainTexts.HasRefusal(c.Code))
            return new Refusal("irregular.unknown_code", Law.Product, c.Code);
        if (c.About is { } about && (!IsOfThing(about) || !facts.Exists(about)))
            return new Refusal("irregular.about_unknown", Law.Product, about);
        if (!MayRecord(mandate, c, facts))
            return new Refusal("irregular.not_competent", Law.Product, mandate.Body, c.Body);
        if (facts.IrregularAct(c.IrregularAct) is not null)
            return new Refusal("irregular.already_recorded", Law.Product);
        if (c.IsOfDocument && CheckForm(c.Document, facts, context) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(c.IrregularAct), new IrregularActEvent.IrregularActRecorded(
            c.IrregularAct, c.Command, c.Code, c.Body, c.About, c.Description, c.Document));
    }

    // Of the body itself any officer who acts in its cases; of another body one who supervises for the Inspectorate,
    // for the body that manages it directly, or for the body that the act is owed to. A Party reviewer asks instead.
    private static bool MayRecord(Mandate mandate, IrregularActCommand.RecordIrregularAct c, Facts facts)
    {
        if (Competence.StandsFor(mandate.Body, c.Body, facts))
            return mandate.Powers.Any(p => p is not (Power.Administer or Power.Record or Power.Review));
        return mandate.Powers.Any(Supervising.Contains)
            && (facts.Body(mandate.Body)!.Kind == BodyKind.Inspectorate
                || (Bodies.Body.ManagerOf(c.Body, facts) is { } manager
                    && Competence.StandsFor(mandate.Body, manager, facts))
                || OwedTo(c.About, facts).Contains(Bodies.Body.Current(mandate.Body, facts)));
    }

    private static IReadOnlyList<BodyCode> OwedTo(string? about, Facts facts) =>
        about is null ? [] : facts.Peek(about) switch
        {
            Inspection i => [i.Issuer, i.Decision.Lead],
            Finding f when facts.Inspection(f.Inspection) is { } i => [i.Issuer, i.Decision.Lead],
            Remediation r => [r.RequiringBody],
            Assignment a => [a.Assigner],
            Plan p => [p.Issuer],
            Directive d => [d.Receiver],
            Direction d => [d.Issuer],
            Proposal p => p.Asked,
            Review r => [r.Body],
            _ => [],
        };

    private static Refusal? CheckForm(Document document, Facts facts, Context context)
    {
        if (!Fields.IsSha256(document.Sha256))
            return new Refusal("document.hash_wrong", Law.Product, document.Number);
        if (document.Date > context.Today)
            return new Refusal("document.in_the_future", Law.Product, document.Number, document.Date);
        if (facts.Body(document.Issuer) is null)
            return new Refusal("body.unknown", Law.Product, document.Issuer);
        return facts.Officer(document.Signer) is null ? new Refusal("officer.unknown", Law.Product) : null;
    }

    // noun-uuid: one thing of the domain, and no register that many acts share.
    private static bool IsOfThing(string stream) => stream.Length > 37 && stream[^37] == '-'
        && Guid.TryParseExact(stream[^36..], "D", out _);
}
