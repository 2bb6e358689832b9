namespace Supervision.Domain;

/// <summary>What a direction, a proposal or a review is about: exactly one thing of the ledger.</summary>
public sealed record Matter(DirectiveId? Directive = null, PlanId? Plan = null, AssignmentId? Assignment = null,
    InspectionId? Inspection = null, RemediationId? Remediation = null, BodyCode? Body = null)
{
    /// <summary>The stream of the thing.</summary>
    public string ToStream() => Streams().First();

    /// <summary>Null where exactly one thing is named and the ledger knows it.</summary>
    public static Refusal? Check(Matter matter, Facts facts)
    {
        if (matter.Streams().Count() != 1)
            return new Refusal("matter.not_one", Law.Product);
        var known = matter switch
        {
            { Directive: { } id } => facts.Directive(id) is not null,
            { Plan: { } id } => facts.Plan(id) is not null,
            { Assignment: { } id } => facts.Assignment(id) is not null,
            { Inspection: { } id } => facts.Inspection(id) is not null,
            { Remediation: { } id } => facts.Remediation(id) is not null,
            _ => facts.Body(matter.Body!.Value) is not null,
        };
        return known ? null : new Refusal("matter.unknown", Law.Product);
    }

    private IEnumerable<string> Streams()
    {
        if (Directive is { } directive)
            yield return Facts.StreamOf(directive);
        if (Plan is { } plan)
            yield return Facts.StreamOf(plan);
        if (Assignment is { } assignment)
            yield return Facts.StreamOf(assignment);
        if (Inspection is { } inspection)
            yield return Facts.StreamOf(inspection);
        if (Remediation is { } remediation)
            yield return Facts.StreamOf(remediation);
        if (Body is { } body)
            yield return body.Stream;
    }
}
