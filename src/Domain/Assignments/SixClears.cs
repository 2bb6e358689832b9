using System.Text.Json.Serialization;
using Supervision.Domain.Bodies;

namespace Supervision.Domain.Assignments;

/// <summary>With which verb an addressee is charged.</summary>
public enum AssignmentVerb
{
    /// <summary>Giao: to a body that the assigner manages.</summary>
    Giao,

    /// <summary>Đề nghị: to an equal or a vertical body.</summary>
    DeNghi,

    /// <summary>Chỉ đạo: by a Party organisation to the body that it leads.</summary>
    ChiDao,
}

/// <summary>The part of an addressee.</summary>
public enum AssignmentRole
{
    /// <summary>Chủ trì; exactly one.</summary>
    Lead,

    /// <summary>Phối hợp.</summary>
    Coordinate,
}

/// <summary>Who answers for it in a body: an officer in a post (chức vụ) that he holds there.</summary>
public sealed record ResponsiblePerson(OfficerId Officer, MandateId Mandate);

/// <summary>
/// A body that an assignment is addressed to. The lead names the person who answers for it; the others may.
/// </summary>
public sealed record Addressee(BodyCode Body, AssignmentVerb Verb, AssignmentRole Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ResponsiblePerson? Person = null);

/// <summary>One of the six things that an assignment makes clear (20-KH/TU, I.1).</summary>
public enum Clear
{
    /// <summary>Rõ người: one lead, and in it the person who answers for it.</summary>
    Person,

    /// <summary>Rõ việc.</summary>
    Work,

    /// <summary>Rõ thời gian.</summary>
    Time,

    /// <summary>Rõ trách nhiệm.</summary>
    Responsibility,

    /// <summary>Rõ sản phẩm.</summary>
    Product,

    /// <summary>Rõ thẩm quyền.</summary>
    Authority,
}

/// <summary>
/// 6 rõ: who, what, by when, answerable for what, with which product, by whose authority. What is not known yet is null
/// or empty; an assignment is issued only when all six are there.
/// </summary>
public sealed record SixClears(
    IReadOnlyList<Addressee> Addressees,
    string? Work = null,
    DateOnly? Due = null,
    [property: LongText] string? Responsibility = null,
    string? Product = null,
    string? Authority = null)
{
    /// <summary>The clears that are not there yet, in the order of the plan.</summary>
    public IReadOnlyList<Clear> Missing()
    {
        var missing = new List<Clear>();
        if (Addressees.Where(a => a.Role == AssignmentRole.Lead).ToList() is not [{ Person: not null }])
            missing.Add(Clear.Person);
        if (Work is null)
            missing.Add(Clear.Work);
        if (Due is null)
            missing.Add(Clear.Time);
        if (Responsibility is null)
            missing.Add(Clear.Responsibility);
        if (Product is null)
            missing.Add(Clear.Product);
        if (Authority is null)
            missing.Add(Clear.Authority);
        return missing;
    }

    /// <summary>With the successor in the body's place; where both are addressed the lead's part stays.</summary>
    public SixClears TakenOver(BodyCode from, BodyCode to) => this with
    {
        Addressees = [.. Addressees.OrderBy(a => a.Role).Select(a => a with { Body = a.Body.TakenOver(from, to) })
            .DistinctBy(a => a.Body)],
    };

    /// <summary>These clears with what the newer ones know put in its place.</summary>
    public SixClears With(SixClears newer) => new(
        newer.Addressees.Count > 0 ? newer.Addressees : Addressees, newer.Work ?? Work, newer.Due ?? Due,
        newer.Responsibility ?? Responsibility, newer.Product ?? Product, newer.Authority ?? Authority);
}
