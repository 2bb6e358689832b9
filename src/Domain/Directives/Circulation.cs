using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Directives;

/// <summary>How often a recipient reports back.</summary>
public enum ReportCycle
{
    /// <summary>Hằng tháng.</summary>
    Month,

    /// <summary>Hằng quý.</summary>
    Quarter,

    /// <summary>Sáu tháng.</summary>
    HalfYear,

    /// <summary>Hằng năm.</summary>
    Year,
}

/// <summary>
/// A body that a directive or a plan is sent to, and what it owes beside the receipt: a plan of its own by a day, a
/// first report back by a day, further ones by cycle.
/// </summary>
public sealed record Recipient(BodyCode Body, DateOnly? PlanBy = null, DateOnly? ReportBy = null,
    ReportCycle? Cycle = null)
{
    /// <summary>One recipient in the place of two: the other's cycle where it has none itself.</summary>
    public Recipient With(Recipient other) =>
        Cycle is null && other.Cycle is not null ? this with { ReportBy = other.ReportBy, Cycle = other.Cycle } : this;
}

/// <summary>Who a directive or a plan was sent to, who confirmed the receipt, and what they owe for it.</summary>
public sealed record Circulation(IReadOnlyList<Recipient> Recipients, IReadOnlyList<BodyCode> Acknowledged)
{
    public static readonly Circulation None = new([], []);

    /// <summary>The bodies that it was sent to, by their own names: what they owe keeps these as keys.</summary>
    public IReadOnlyList<BodyCode> SentTo { get; init; } = [];

    public static string AcknowledgeKey(BodyCode body) => "acknowledge/" + body.Value;
    public static string PlanKey(BodyCode body) => "plan/" + body.Value;
    public static string ReportKey(BodyCode body, int number) =>
        "report/" + body.Value + "/" + number.ToString("D", null);

    /// <summary>Whether the body is a recipient, or is managed directly by one: it may cascade.</summary>
    public bool Reaches(BodyCode body, Facts facts) => Has(body)
        || (Body.ManagerOf(body, facts) is { } manager && Has(manager));

    /// <summary>
    /// Sent to these too. One that is a recipient already, in the place of a predecessor, is one as if both had been
    /// sent it before the merger: it confirms anew, for itself.
    /// </summary>
    public Circulation Sent(IReadOnlyList<Recipient> recipients) => new(
        [
            .. Recipients.Select(r => recipients.FirstOrDefault(own => own.Body == r.Body)?.With(r) ?? r),
            .. recipients.Where(r => !Has(r.Body)),
        ],
        [.. Acknowledged.Except(recipients.Select(r => r.Body))])
    {
        SentTo = [.. SentTo, .. recipients.Select(r => r.Body)],
    };

    /// <summary>The successor in the place of the body; where both were recipients, they are one.</summary>
    public Circulation TakenOver(BodyCode from, BodyCode to) => this with
    {
        Recipients = Recipients.FirstOrDefault(r => r.Body == from) is { } gone && Has(to)
            ? [.. Recipients.Where(r => r != gone).Select(r => r.Body == to ? r.With(gone) : r)]
            : [.. Recipients.Select(r => r with { Body = r.Body.TakenOver(from, to) })],
        Acknowledged = Acknowledged.TakenOver([.. Recipients.Select(r => r.Body)], from, to),
    };

    public Circulation AcknowledgedBy(BodyCode body) => this with { Acknowledged = [.. Acknowledged, body] };

    /// <summary>
    /// What the recipients owe from the day on which it was sent to them; nothing by one that is the sender by now.
    /// </summary>
    public static IReadOnlyList<Obligation> Open(IReadOnlyList<Obligation> list, IReadOnlyList<Recipient> recipients,
        Deadline acknowledgeBy, BodyCode owedTo, DateOnly on) => recipients.Where(r => r.Body != owedTo).Aggregate(
            list, (all, r) => Demand(all.Open(AcknowledgeKey(r.Body), ObligationKind.AcknowledgeReceipt, r.Body,
                owedTo, on, acknowledgeBy), r, owedTo, on));

    /// <summary>What a recipient owes beside the receipt.</summary>
    public static IReadOnlyList<Obligation> Demand(IReadOnlyList<Obligation> list, Recipient r, BodyCode owedTo,
        DateOnly on)
    {
        if (r.PlanBy is { } planBy)
        {
            // Entered late: the plan that it issued since in its predecessor's place is its first for itself, too.
            var issued = list.FirstOrDefault(o => o.Kind == ObligationKind.IssueOwnPlan && o.Body == r.Body
                && o.MetOn >= on)?.MetOn;
            list = list.Open(PlanKey(r.Body), ObligationKind.IssueOwnPlan, r.Body, owedTo, on, Deadline.Set(planBy));
            list = issued is { } day ? list.Meet(PlanKey(r.Body), day) : list;
        }

        return r.ReportBy is not { } reportBy ? list : list.Open(ReportKey(r.Body, 1),
            ObligationKind.ReportImplementation, r.Body, owedTo, on, Deadline.Set(reportBy));
    }

    /// <summary>A report meets what is owed by then, or the next one, and opens another of its cycle.</summary>
    public static IReadOnlyList<Obligation> Report(IReadOnlyList<Obligation> list, BodyCode body, Deadline? nextBy,
        DateOnly on)
    {
        if (Answered(list, body, on) is not [var owed, ..] answered)
            return list;
        var met = answered.Aggregate(list, (all, o) => all.Meet(o.Key, on));
        return nextBy is null ? met : met.Open(ReportKey(body, Reports(list, body).Count() + 1), owed.Kind, body,
            owed.OwedTo, on, nextBy);
    }

    /// <summary>
    /// The directive or plan ends: what was not due by then is owed no longer. What was overdue stays owed, but for
    /// what can come no more: a plan under it and a review. Their miss stays.
    /// </summary>
    public static IReadOnlyList<Obligation> End(IReadOnlyList<Obligation> list, DateOnly on) =>
        list.End(o => o.Due >= on || o.Kind is ObligationKind.IssueOwnPlan or ObligationKind.HoldReview, on);

    /// <summary>What a recipient owes to itself, since a merger made it the sender, is expected no longer.</summary>
    public static IReadOnlyList<Obligation> EndOwn(IReadOnlyList<Obligation> list, DateOnly on) =>
        list.End(o => o.Body == o.OwedTo && o.Kind is not ObligationKind.HoldReview, on);

    /// <summary>
    /// Null where the recipients are known, new, not the sender, and their days have not passed. A body is sent to
    /// once, by itself or by one that it stood for on the day of the sending; nor is it the sender as that stood then.
    /// </summary>
    public Refusal? CheckRecipients(IReadOnlyList<Recipient> recipients, Facts facts, Context context)
    {
        var sender = Competence.MandateOf(context.Actor, facts)!.Body;
        if (recipients.Count == 0)
            return new Refusal("circulation.nobody", Law.PlanImplementation);
        foreach (var r in recipients)
        {
            if (facts.Body(r.Body) is null)
                return new Refusal("body.unknown", Law.Product, r.Body);
            if (r.Body == sender)
                return new Refusal("circulation.to_itself", Law.PlanImplementation, r.Body);
            if (SentTo.Any(b => b == r.Body || Body.On(b, context.OccurredOn, facts) == r.Body)
                || recipients.Count(x => x.Body == r.Body) > 1)
                return new Refusal("circulation.twice", Law.PlanImplementation, r.Body);
            if (CheckDemands(r, context.OccurredOn) is { } wrong)
                return wrong;
        }

        return null;
    }

    /// <summary>Null where no day lies before the one given and a cycle has its first day.</summary>
    public static Refusal? CheckDemands(Recipient r, DateOnly since)
    {
        if (r.PlanBy < since || r.ReportBy < since)
            return new Refusal("circulation.day_passed", Law.PlanImplementation, r.Body, since);
        return r.Cycle is not null && r.ReportBy is null
            ? new Refusal("circulation.cycle_without_day", Law.PlanImplementation, r.Body) : null;
    }

    /// <summary>Null where the acting body is a recipient.</summary>
    public Refusal? CheckRecipient(Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Execute) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        return Has(body) ? null : new Refusal("circulation.not_a_recipient", Law.PlanImplementation, body);
    }

    /// <summary>Null where the acting body is a recipient that confirmed the receipt.</summary>
    public Refusal? CheckReporter(Facts facts, Context context)
    {
        if (CheckRecipient(facts, context) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        return Acknowledged.Contains(body) ? null
            : new Refusal("circulation.not_acknowledged", Law.PlanImplementation, body);
    }

    /// <summary>
    /// The day of the report after this one: the first of the cycle, counted from its first day, that lies after both
    /// today and the days of the reports that are owed. Null without a cycle, where none is owed, and while a successor
    /// owes another one.
    /// </summary>
    public Deadline? NextReport(IReadOnlyList<Obligation> list, BodyCode body, Facts facts, DateOnly today)
    {
        if (Recipients.First(r => r.Body == body) is not { ReportBy: { } first, Cycle: { } cycle })
            return null;
        var answered = Answered(list, body, today);
        if (answered.Count == 0 || Reports(list, body).Count(o => o.IsOpen) > answered.Count)
            return null;
        var last = answered.Select(o => o.Due).Append(today).Max();
        var (day, months) = (first, Months(cycle));
        for (var n = 1; day <= last; n++)
            day = first.AddMonths(n * months);
        return Deadline.Set(day).Rolled(day, facts.Calendar());
    }

    /// <summary>Whether the body is a recipient.</summary>
    public bool Has(BodyCode body) => Recipients.Any(r => r.Body == body);

    private static IEnumerable<Obligation> Reports(IReadOnlyList<Obligation> list, BodyCode body) =>
        list.Where(o => o.Kind == ObligationKind.ReportImplementation && o.Body == body);

    // One is open at a time, but for a successor where both bodies owed one: a report answers for all that are due by
    // its day, or for the next.
    private static List<Obligation> Answered(IReadOnlyList<Obligation> list, BodyCode body, DateOnly on)
    {
        var open = Reports(list, body).Where(o => o.IsOpen).OrderBy(o => o.Due).ToList();
        return open.FindAll(o => o.Due <= on || o.Due == open[0].Due);
    }

    private static int Months(ReportCycle cycle) => cycle switch
    {
        ReportCycle.Month => 1,
        ReportCycle.Quarter => 3,
        ReportCycle.HalfYear => 6,
        _ => 12,
    };
}
