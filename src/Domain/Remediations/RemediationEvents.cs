using System.Text.Json.Serialization;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Remediations;

/// <summary>What a measure asks for.</summary>
public enum MeasureKind
{
    /// <summary>Nộp tiền.</summary>
    Pay,

    /// <summary>Chấn chỉnh quy trình, tổ chức.</summary>
    CarryOut,
}

/// <summary>One thing to put right, by a day; the amount only for a payment. Numbers start at 1.</summary>
public sealed record Measure(int Number, MeasureKind Kind, string Text, DateOnly Due, Money? Amount = null);

/// <summary>A part of a payment and the finding that it settles.</summary>
public sealed record Allocation(FindingId Finding, Money Amount);

public abstract record RemediationEvent : Event
{
    private RemediationEvent()
    {
    }

    /// <summary>Yêu cầu khắc phục; the clocks of acknowledgement and of each measure start.</summary>
    public sealed record RemediationRequired(RemediationId Remediation, InspectionId Inspection, string Code,
        IReadOnlyList<FindingId> Findings, BodyCode RequiringBody, BodyCode Owner, BodyCode Receiver,
        IReadOnlyList<Measure> Measures, Money Recoverable, Deadline AcknowledgeBy, Document Document)
        : RemediationEvent;

    /// <summary>Xác nhận đã nhận; it is not agreement.</summary>
    public sealed record RemediationAcknowledged(BodyCode Body) : RemediationEvent;

    /// <summary>Báo nộp: by the debtor; allocated to the findings in their order.</summary>
    [Documented]
    public sealed record PaymentReported(int Measure, string Voucher, Money Amount,
        IReadOnlyList<Allocation> Allocations, string Sha256,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Deadline? ConfirmBy = null)
        : RemediationEvent;

    /// <summary>Xác nhận đã thu: by the receiver. Only this money is recovered.</summary>
    public sealed record PaymentConfirmed(int Measure, string Voucher, Money Amount,
        IReadOnlyList<Allocation> Allocations, BodyCode Receiver) : RemediationEvent;

    /// <summary>Nộp chứng cứ khắc phục của một biện pháp.</summary>
    public sealed record EvidenceSubmitted(int Measure, string Text, IReadOnlyList<EvidenceId> Evidence,
        Deadline AnswerBy) : RemediationEvent;

    /// <summary>
    /// Nghiệm thu một biện pháp, by the requiring body. <c>SubmittedOn</c> ends the owner's lateness.
    /// </summary>
    public sealed record RemediationAccepted(int Measure, DateOnly SubmittedOn, string Remark) : RemediationEvent;

    /// <summary>Không nghiệm thu.</summary>
    public sealed record RemediationRejected(int Measure, DateOnly SubmittedOn, string Reason) : RemediationEvent;

    /// <summary>Đề nghị gia hạn một biện pháp.</summary>
    public sealed record ExtensionRequested(int Measure, DateOnly NewDue, string Reason, Deadline AnswerBy)
        : RemediationEvent;

    /// <summary>Chấp thuận gia hạn.</summary>
    public sealed record ExtensionGranted(int Measure, DateOnly OldDue, Deadline NewDue, string Reason)
        : RemediationEvent;

    /// <summary>Không chấp thuận gia hạn.</summary>
    public sealed record ExtensionRefused(int Measure, string Reason) : RemediationEvent;

    /// <summary>
    /// Nhận thay việc nghiệm thu: the Inspectorate answers from here on, in the place of a body that came to be the
    /// owner; what waits for an answer is owed by this deadline.
    /// </summary>
    public sealed record VerificationTakenOver(BodyCode By, Deadline AnswerBy) : RemediationEvent;

    /// <summary>
    /// Chỉ định cơ quan nghiệm thu khác: by a body above the owner, which came to be its own verifier; what waits for
    /// an answer is owed by this deadline.
    /// </summary>
    public sealed record VerifierNamed(BodyCode Verifier, Deadline AnswerBy, Document Document) : RemediationEvent;

    /// <summary>
    /// Chỉ định nơi nhận tiền khác: by a body above the owner, which came to be the receiver; what was paid and is not
    /// confirmed is to be confirmed by this deadline.
    /// </summary>
    public sealed record ReceiverNamed(BodyCode Receiver, Deadline? ConfirmBy, Document Document) : RemediationEvent;
}

public abstract record VoucherEvent : Event
{
    private VoucherEvent()
    {
    }

    /// <summary>The voucher has paid once; its stream is the key, so it cannot pay twice.</summary>
    [Documented]
    public sealed record VoucherUsed(BodyCode Owner, string Voucher, RemediationId Remediation) : VoucherEvent;
}

/// <summary>A payment voucher that is used.</summary>
public sealed record UsedVoucher(string Voucher, RemediationId Remediation)
{
    /// <summary>The stream whose name is the voucher's key.</summary>
    public static string Stream(BodyCode owner, string voucher) =>
        "voucher/" + owner.Value + "/" + voucher.ToUpperInvariant();

    public static UsedVoucher Evolve(UsedVoucher? state, VoucherEvent e) => e switch
    {
        VoucherEvent.VoucherUsed used => new(used.Voucher, used.Remediation),
        _ => throw Unknown.Event(e),
    };
}

public abstract record RemediationCommand : Command
{
    private RemediationCommand()
    {
    }

    /// <summary>The remediation that the command is about.</summary>
    public abstract RemediationId Remediation { get; init; }

    public sealed record RequestRectification(RemediationId Remediation, InspectionId Inspection,
        [property: Identifier] string Code, IReadOnlyList<FindingId> Findings, BodyCode Receiver,
        IReadOnlyList<Measure> Measures, Document Document) : RemediationCommand, IDocumented;

    public sealed record AcknowledgeRemediation(RemediationId Remediation) : RemediationCommand;

    public sealed record ReportPayment(RemediationId Remediation, int Measure, [property: Identifier] string Voucher,
        Money Amount, [property: Identifier] string Sha256) : RemediationCommand, IDocumented
    {
        // A treasury or bank voucher has a number of its own form; the voucher's stream keeps it unique.
        Document? IDocumented.Document => null;
    }

    public sealed record ConfirmPayment(RemediationId Remediation, [property: Identifier] string Voucher)
        : RemediationCommand;

    public sealed record SubmitEvidence(RemediationId Remediation, int Measure, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence) : RemediationCommand;

    public sealed record AcceptRemediation(RemediationId Remediation, int Measure, [property: LongText] string Remark)
        : RemediationCommand;

    public sealed record RejectRemediation(RemediationId Remediation, int Measure, [property: LongText] string Reason)
        : RemediationCommand;

    public sealed record RequestExtension(RemediationId Remediation, int Measure, DateOnly NewDue,
        [property: LongText] string Reason) : RemediationCommand;

    public sealed record GrantExtension(RemediationId Remediation, int Measure, DateOnly NewDue,
        [property: LongText] string Reason) : RemediationCommand;

    public sealed record RefuseExtension(RemediationId Remediation, int Measure, [property: LongText] string Reason)
        : RemediationCommand;

    public sealed record TakeOverVerification(RemediationId Remediation) : RemediationCommand;

    public sealed record NameVerifier(RemediationId Remediation, BodyCode Verifier, Document Document)
        : RemediationCommand, IDocumented;

    public sealed record NameReceiver(RemediationId Remediation, BodyCode Receiver, Document Document)
        : RemediationCommand, IDocumented;
}
