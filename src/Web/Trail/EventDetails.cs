using System.Collections;
using System.Globalization;
using System.Reflection;
using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;

namespace Supervision.Web.Trail;

/// <summary>
/// What an event says, field by field, in the reader's words. It walks the event's own fields, so that no event of the
/// catalogue, nor a field added to one, is left out of the feed: for each there is a label <c>field.Name</c>, or it is
/// among the <see cref="Silent"/> ones.
/// </summary>
internal sealed class EventDetails(Visit visit, Names names)
{
    /// <summary>What it belongs to stands beside the feed; hashes and keys stand in the bytes.</summary>
    internal static readonly IReadOnlySet<string> Silent = new HashSet<string>(StringComparer.Ordinal)
    {
        "Inspection", "Assignment", "Plan", "Directive", "Direction", "Proposal", "Review", "Mandate",
        "DataSubject", "Key", "Sha256", "ContentSha256",
        "SimulatedClock", "IrregularAct", "PreviousKey", "KnownRoot", "KnownSha256", "ContinuedRoot",
    };

    // "From an amount to an amount": the old value stands before the new one, under the new one's label.
    internal static readonly IReadOnlyDictionary<string, string> OldOf = new Dictionary<string, string>
    {
        ["NewAmount"] = "OldAmount",
        ["NewDue"] = "OldDue",
        ["EndsBy"] = "OldEnd",
        ["New"] = "Old",
    };

    private const int ListedMax = 40;

    internal IReadOnlyList<Detail> Of(Event e)
    {
        var fields = e.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.Name != "EqualityContract").ToDictionary(p => p.Name);
        var olds = OldOf.Where(o => fields.ContainsKey(o.Key) && fields.ContainsKey(o.Value)).ToDictionary();
        return [.. fields.Values.Where(f => !IsSilent(e, f.Name) && !olds.ContainsValue(f.Name))
            .SelectMany(f => Of(e, f, olds.TryGetValue(f.Name, out var old) ? fields[old].GetValue(e) : null))];
    }

    // A member is named in the stream of what it belongs to.
    private static bool IsSilent(Event e, string field) => Silent.Contains(field) && (e, field) is not
        ((PlanEvent.PlanCascaded or DirectiveEvent.DirectiveCascaded, "Plan")
            or (PlanEvent.PlanAssignmentOpened, "Assignment"));

    private IEnumerable<Detail> Of(Event e, PropertyInfo field, object? old)
    {
        var value = field.GetValue(e);
        if (value is null or "" or ICollection { Count: 0 } or false)
            return [];
        var label = visit["field." + field.Name];
        if (field.IsDefined(typeof(PersonalAttribute)))
            return [new Detail(label, Personal(e, field))];
        if (value is SixClears clears)
            return Clears(clears);
        var pieces = Pieces(value);
        return [new Detail(label, old is null ? pieces : [.. Pieces(old), new Piece(" → "), .. pieces])];
    }

    private IReadOnlyList<Piece> Personal(Event e, PropertyInfo field) =>
        [.. PersonalFields.Of(e).Where(v => v.Field == char.ToLowerInvariant(field.Name[0]) + field.Name[1..])
            .SelectMany((v, i) => i == 0 ? [names.Personal(v)] : new[] { new Piece(", "), names.Personal(v) })];

    private IEnumerable<Detail> Clears(SixClears c)
    {
        if (c.Addressees.Count > 0)
            yield return new Detail(visit.Heading(Clear.Person), Pieces(c.Addressees));
        foreach (var (clear, value) in new (Clear, object?)[]
        {
            (Clear.Work, c.Work), (Clear.Time, c.Due), (Clear.Responsibility, c.Responsibility),
            (Clear.Product, c.Product), (Clear.Authority, c.Authority),
        })
        {
            if (value is not null)
                yield return new Detail(visit.Heading(clear), Pieces(value));
        }
    }

    private IReadOnlyList<Piece> Pieces(object value) => value switch
    {
        string text => [new(text)],
        bool => [new(visit["detail.yes"])],
        IEnumerable list => [.. Listed(list.Cast<object>().ToList())],
        BodyCode code => [names.Body(code.Value)],
        OfficerId officer => [names.Officer(officer.Value)],
        FindingId or EvidenceId or RemediationId or InspectionId or AssignmentId or PlanId or DirectiveId
            or MandateId => [names.Thing(value)],
        Matter { Body: { } body } => [names.Body(body.Value)],
        Matter m => [names.Case(m.ToStream())],
        PlanParent { Directive: { } id } => [names.Case(Domain.Facts.StreamOf(id))],
        PlanParent { Plan: { } id } => [names.Thing(id)],
        Document d => DocumentPieces(d),
        IncomingDocument d => [new(visit.T("detail.document_of", d.Number, visit.Day(d.Date)) + d.SignedFor)],
        Recipient r => [names.Body(r.Body.Value), new(Demands(r))],
        Demand d => [names.Body(d.Body.Value),
            new($" ({Lower(visit.Word(d.Kind))}, {visit.T("detail.due", visit.Day(d.By))})")],
        Addressee a =>
        [
            new(visit.Word(a.Verb) + " "), names.Body(a.Body.Value), new($" ({Lower(visit.Word(a.Role))})"),
            .. a.Person is { } person ? new[] { new Piece(": "), names.Officer(person.Officer.Value) } : [],
        ],
        TeamMember m => [names.Officer(m.Officer.Value), new(" ("), names.Body(m.Body.Value), new(")")],
        PrintedDissent d => [names.Body(d.Body.Value), new(": " + visit.Word(d.OwnAmount))],
        Allocation a => [names.Thing(a.Finding), new(": " + visit.Word(a.Amount))],
        _ => [new(Plain(value))],
    };

    private string Plain(object value) => value switch
    {
        Deadline deadline => visit.Day(deadline.Due),
        Outcome o => $"{visit.Word(o.Kind)}: {visit.Word(o.Amount)}",
        ReportPeriod r => visit.Day(r.By.Due),
        MovedDeadline m => visit.Day(m.OldDue) + " → " + visit.Day(m.NewDue.Due),
        LegalBasis b => Articles.Word(b),
        GoalTarget t => string.Join(" ", new[]
        {
            Lower(visit.Word(t.Operator)), t.Value is { } v ? Plain(v) : null, t.Year is { } year ? $"({year})" : null,
        }.OfType<string>()),
        Share s => Shares.Word(s.Numerator, s.Denominator, visit.Culture),
        Measure m => string.Create(CultureInfo.InvariantCulture, $"{m.Number}. {m.Text}")
            + (m.Amount is { } amount ? ", " + visit.Word(amount) : "")
            + ", " + visit.T("detail.due", visit.Day(m.Due)),
        Limit l => $"{l.Id}: {visit.Number(l.Value)} {Lower(visit.Word(l.Unit))} ({l.Article}, {l.Document})",
        RolePowers r => visit.Heading(r.Role) + ": "
            + (r.Powers.Count == 0 ? "–" : string.Join(", ", r.Powers.Select(p => visit.Word(p)))),
        _ => visit.Word(value),
    };

    private string Demands(Recipient r)
    {
        var parts = new[]
        {
            r.PlanBy is { } plan ? visit.T("detail.plan_by", visit.Day(plan)) : null,
            r.ReportBy is { } report ? visit.T("detail.report_by", visit.Day(report)) : null,
            r.Cycle is { } cycle ? Lower(visit.Word(cycle)) : null,
        }.OfType<string>().ToList();
        return parts.Count == 0 ? "" : $" ({string.Join("; ", parts)})";
    }

    private IReadOnlyList<Piece> DocumentPieces(Document d) =>
        [new(visit.T("detail.document_of", d.Number, visit.Day(d.Date))), names.Officer(d.Signer.Value)];

    private IEnumerable<Piece> Listed(List<object> values)
    {
        // Sentences stand apart by semicolons, names by commas.
        var between = values[0] is Measure or Limit or LegalBasis or RolePowers ? "; " : ", ";
        for (var i = 0; i < Math.Min(values.Count, ListedMax); i++)
        {
            if (i > 0)
                yield return new Piece(between);
            foreach (var piece in Pieces(values[i]))
                yield return piece;
        }

        if (values.Count > ListedMax)
            yield return new Piece(" " + visit.T("detail.more", visit.Number(values.Count - ListedMax)));
    }

    private string Lower(string word) => word.Length == 0 ? word : char.ToLower(word[0], visit.Culture) + word[1..];
}

/// <summary>Articles of law as a person cites them.</summary>
internal static class Articles
{
    internal static string Word(LegalBasis b) => string.Join(", ",
        new[] { b.Point, b.Clause, b.Article, b.DocNo }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>A share of two integers as a percentage: 95,50 %.</summary>
internal static class Shares
{
    internal static string Word(long numerator, long denominator, CultureInfo culture)
    {
        // Hundredths of a percent, rounded half up; no floating number comes near a figure.
        var hundredths = ((numerator * 10_000 * 2) + denominator) / (denominator * 2);
        var point = culture.TwoLetterISOLanguageName == "vi" ? "," : ".";
        return string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100}{point}{hundredths % 100:00} %");
    }
}
