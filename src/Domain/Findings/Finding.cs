using System.Text.Json.Serialization;
using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Findings;

/// <summary>The violations V01–V19 of the domain; their names are texts.</summary>
public enum ViolationCode
{
    V01 = 1, V02, V03, V04, V05, V06, V07, V08, V09, V10, V11, V12, V13, V14, V15, V16, V17, V18, V19,
}

/// <summary>What becomes of a confirmed sum; the six together make it up.</summary>
public enum MoneyOutcome
{
    /// <summary>Từ chối thanh toán: closed by the settlement, never recoverable.</summary>
    TuChoiThanhToan,

    /// <summary>Thu hồi về quỹ.</summary>
    ThuHoiVeQuy,

    /// <summary>Giảm trừ kỳ sau.</summary>
    GiamTruKySau,

    /// <summary>Hoàn trả người bệnh.</summary>
    HoanTraNguoiBenh,

    /// <summary>Truy thu tiền đóng.</summary>
    TruyThu,

    /// <summary>Nộp ngân sách.</summary>
    NopNganSach,
}

/// <summary>How grave a confirmed finding is.</summary>
public enum Severity
{
    Minor,
    Serious,
    VerySerious,
}

/// <summary>A part of the confirmed sum and what becomes of it.</summary>
public sealed record Outcome(MoneyOutcome Kind, Money Amount);

public abstract record FindingEvent : Event
{
    private FindingEvent()
    {
    }

    /// <summary>Ghi nhận phát hiện. <c>RecordedFor</c> is the body that the team member came from.</summary>
    public sealed record FindingRecorded(FindingId Finding, InspectionId Inspection, string Code,
        ViolationCode Violation, BodyCode Subject, BodyCode RecordedFor, OfficerId RecordedBy, string Description,
        long? Quantity, string? Unit, Money? UnitPrice, Money Amount, int CaseCount, IReadOnlyList<LegalBasis> Basis,
        IReadOnlyList<EvidenceId> Evidence, IReadOnlyList<string> ResponsiblePosts,
        [property: Personal] IReadOnlyList<string> ResponsiblePersons) : FindingEvent;

    /// <summary>
    /// Thông báo phát hiện cho đối tượng; the subject's clock to explain starts, then the issuer's to decide.
    /// </summary>
    public sealed record FindingNotified(BodyCode Subject, Deadline ExplainBy, Document Document,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Deadline? DecideBy = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BodyCode? Issuer = null)
        : FindingEvent;

    /// <summary>Giải trình bằng văn bản, kèm chứng cứ.</summary>
    public sealed record ExplanationRecorded(BodyCode Body, string Text, IReadOnlyList<EvidenceId> Evidence)
        : FindingEvent;

    /// <summary>Ý kiến khác: with its own arithmetic.</summary>
    public sealed record DissentRecorded(BodyCode Body, OfficerId Officer, long? Quantity, Money? UnitPrice,
        Money OwnAmount, string Ground,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Deadline? ResolveBy = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BodyCode? Issuer = null)
        : FindingEvent;

    /// <summary>Người ra quyết định giải quyết ý kiến khác.</summary>
    public sealed record DissentResolved(BodyCode Body, Money Amount, string Reason, Document Document)
        : FindingEvent;

    /// <summary>Điều chỉnh phát hiện: from an amount to an amount.</summary>
    public sealed record FindingRevised(Money OldAmount, Money NewAmount, long? Quantity, Money? UnitPrice,
        string Reason, Document Document) : FindingEvent;

    /// <summary>Xác nhận phát hiện, with the split of the money.</summary>
    public sealed record FindingConfirmed(Money Amount, IReadOnlyList<Outcome> Outcomes, Severity Severity,
        Document Document) : FindingEvent;

    /// <summary>Đã từ chối qua giám định: not to be recovered a second time.</summary>
    public sealed record OffsetApplied(BodyCode Body, string ClaimRef, Money Amount, Document Document) : FindingEvent;
}

public abstract record FindingCommand : Command
{
    private FindingCommand()
    {
    }

    /// <summary>The finding that the command is about.</summary>
    public abstract FindingId Finding { get; init; }

    public sealed record RecordFinding(FindingId Finding, InspectionId Inspection,
        [property: Identifier] string Code, ViolationCode Violation, [property: LongText] string Description,
        Money Amount, int CaseCount, IReadOnlyList<LegalBasis> Basis, IReadOnlyList<EvidenceId> Evidence,
        IReadOnlyList<string> ResponsiblePosts, long? Quantity = null, string? Unit = null, Money? UnitPrice = null,
        [property: Personal] IReadOnlyList<string>? ResponsiblePersons = null) : FindingCommand;

    public sealed record ExplainFinding(FindingId Finding, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence) : FindingCommand;

    public sealed record RecordDissent(FindingId Finding, Money OwnAmount, [property: LongText] string Ground,
        long? Quantity = null, Money? UnitPrice = null) : FindingCommand;

    public sealed record ResolveDissent(FindingId Finding, BodyCode Body, Money Amount,
        [property: LongText] string Reason, Document Document) : FindingCommand, IDocumented;

    public sealed record ReviseFinding(FindingId Finding, Money NewAmount, [property: LongText] string Reason,
        Document Document, long? Quantity = null, Money? UnitPrice = null) : FindingCommand, IDocumented;

    public sealed record ConfirmFinding(FindingId Finding, Money Amount, IReadOnlyList<Outcome> Outcomes,
        Severity Severity, Document Document) : FindingCommand, IDocumented;

    public sealed record ApplyOffset(FindingId Finding, [property: Identifier] string ClaimRef, Money Amount,
        Document Document) : FindingCommand, IDocumented;
}

/// <summary>Where a finding stands.</summary>
public enum FindingStage
{
    /// <summary>Đã ghi nhận.</summary>
    Recorded,

    /// <summary>Đã thông báo.</summary>
    Notified,

    /// <summary>Đã giải trình.</summary>
    Explained,

    /// <summary>Đã xác nhận.</summary>
    Confirmed,
}

/// <summary>Another body's opinion on a finding, with its own amount.</summary>
public sealed record Dissent(BodyCode Body, Money OwnAmount, string Ground, bool Resolved);

/// <summary>A finding: what is proposed now, what was confirmed, and what may still be recovered.</summary>
public sealed record Finding(FindingId Id, InspectionId Inspection, string Code, ViolationCode Violation,
    BodyCode Subject, BodyCode RecordedFor, OfficerId RecordedBy, Money Proposed) : IOwing, ISucceeding
{
    /// <summary>The key of what the subject owes.</summary>
    public const string ExplainKey = "explain";

    /// <summary>The key of what the issuer owes.</summary>
    public const string DecideKey = "decide";

    public FindingStage Stage { get; init; }

    /// <summary>The day of the latest step; no later documented step can have an earlier day.</summary>
    public DateOnly Since { get; init; }

    /// <summary>The last day to explain; null before the notice.</summary>
    public Deadline? ExplainBy => Obligations.FirstOrDefault(o => o.Key == ExplainKey)?.Deadline;

    public IReadOnlyList<Dissent> Dissents { get; init; } = [];
    public Money? Confirmed { get; init; }
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];
    public Money Offset { get; init; }
    public IReadOnlyList<string> OffsetRefs { get; init; } = [];
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>Of the confirmed sum what is not closed by the settlement, less the offsets.</summary>
    public Money Recoverable => Money.Sum(Outcomes
        .Where(o => o.Kind != MoneyOutcome.TuChoiThanhToan).Select(o => o.Amount)) - Offset;

    public static string DissentKey(BodyCode body) => "dissent/" + body.Value;

    public bool IsOpenFor(BodyCode body) => Subject == body || RecordedFor == body || Obligations.IsOpenFor(body);

    // A dissent stays the opinion of the body that gave it.
    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        Subject = Subject.TakenOver(from, to),
        RecordedFor = RecordedFor.TakenOver(from, to),
        Obligations = Obligations.TakenOver(from, to),
    };

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    public static Finding Evolve(Finding? state, FindingEvent e, DateOnly on) =>
        Next(state, e, on) with { Since = on };

    private static Finding Next(Finding? state, FindingEvent e, DateOnly on) => e switch
    {
        FindingEvent.FindingRecorded r => new(r.Finding, r.Inspection, r.Code, r.Violation, r.Subject, r.RecordedFor,
            r.RecordedBy, r.Amount),
        FindingEvent.FindingNotified n => state!.Notified(n, on),
        FindingEvent.ExplanationRecorded => state! with
        {
            Stage = FindingStage.Explained,
            Obligations = state.Explained(on),
        },
        FindingEvent.DissentRecorded d => state! with
        {
            Dissents = [.. state.Dissents, new Dissent(d.Body, d.OwnAmount, d.Ground, false)],
            Obligations = d is { ResolveBy: { } by, Issuer: { } issuer }
                ? state.Obligations.Open(DissentKey(d.Body), ObligationKind.ResolveDissent, issuer, d.Body, on, by)
                : state.Obligations,
        },
        FindingEvent.DissentResolved d => state! with
        {
            Dissents = [.. state.Dissents.Select(x => x.Body == d.Body ? x with { Resolved = true } : x)],
            Obligations = state.Obligations.Meet(DissentKey(d.Body), on),
        },
        FindingEvent.FindingRevised r => state! with { Proposed = r.NewAmount },
        FindingEvent.FindingConfirmed c => state! with
        {
            Stage = FindingStage.Confirmed,
            Confirmed = c.Amount,
            Outcomes = c.Outcomes,
            // An explanation comes too late from now on; what the subject missed stays.
            Obligations = state.Obligations.Meet(DecideKey, on).End(o => o.Key == ExplainKey, on),
        },
        FindingEvent.OffsetApplied o => state! with
        {
            Offset = state.Offset + o.Amount,
            OffsetRefs = [.. state.OffsetRefs, o.ClaimRef],
        },
        _ => throw Unknown.Event(e),
    };

    private Finding Notified(FindingEvent.FindingNotified n, DateOnly on)
    {
        var explain = Obligations.Open(ExplainKey, ObligationKind.ExplainFinding, n.Subject, n.Issuer ?? RecordedFor,
            on, n.ExplainBy);
        return this with
        {
            Stage = FindingStage.Notified,
            Obligations = n is { DecideBy: { } by, Issuer: { } issuer }
                ? explain.Open(DecideKey, ObligationKind.DecideFinding, issuer, n.Subject, on, by) : explain,
        };
    }

    // A second explanation adds to the first, which was the one that was owed.
    private IReadOnlyList<Obligation> Explained(DateOnly on) =>
        Obligations.Any(o => o.Key == ExplainKey && o.MetOn is null) ? Obligations.Meet(ExplainKey, on) : Obligations;
}
