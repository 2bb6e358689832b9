using Supervision.Domain.Bodies;

namespace Supervision.Domain.Assignments;

/// <summary>
/// Which assigner may use which verb towards which body. Anybody may be asked (đề nghị). Only a body that the assigner
/// leads is charged (giao), and only by a Party organisation directed (chỉ đạo). Who leads whom is what the bodies were
/// registered with: their manager and their Party organisation, or the successors of these, and so upwards.
/// </summary>
public static class AssignmentVerbs
{
    /// <summary>Levels from an addressee up to its assigner; further up nobody is looked for.</summary>
    public const int LevelsMax = 6;

    /// <summary>The verbs that the assigner may use towards the addressee.</summary>
    public static IReadOnlyList<AssignmentVerb> Allowed(BodyCode assigner, BodyCode addressee, Facts facts)
    {
        if (!Leads(assigner, addressee, LevelsMax, facts))
            return [AssignmentVerb.DeNghi];
        return facts.Body(assigner)?.Kind == BodyKind.Party
            ? [AssignmentVerb.Giao, AssignmentVerb.DeNghi, AssignmentVerb.ChiDao]
            : [AssignmentVerb.Giao, AssignmentVerb.DeNghi];
    }

    // A vertical body answers to its managers alone; the Party organisation that it has in the city does not charge it.
    private static bool Leads(BodyCode above, BodyCode below, int levels, Facts facts)
    {
        if (levels == 0 || facts.Body(below) is not { } body)
            return false;
        BodyCode?[] next = body.Kind == BodyKind.Insurance
            ? [Body.ManagerOf(below, facts)] : [Body.ManagerOf(below, facts), Body.PartyOf(below, facts)];
        return next.Any(n => n is { } leader && (leader == above || Leads(above, leader, levels - 1, facts)));
    }
}
