using System.Security.Cryptography;
using System.Text;
using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;

namespace Supervision.Projections.Tests;

/// <summary>Events as the scenarios S1 and S4–S6 record them, straight from the catalogue.</summary>
internal static class Given
{
    internal static readonly InspectionId Inspection = new(Id("inspection"));
    internal static readonly RemediationId Remediation = new(Id("remediation"));
    internal static readonly PlanId Plan = new(Id("plan"));
    internal static readonly FindingId F1 = new(Id("F1")), F2 = new(Id("F2")), F3 = new(Id("F3"));

    private static readonly string[] Bodies = ["UBND-TP", "SYT", "BHXH", "STC", "BV-A", "DU-UBND", "UBND-E"];

    internal static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    internal static OfficerId Officer(string body) => new(Id("officer of " + body));

    internal static DateOnly D(int day, int month, int year = 2026) => new(year, month, day);

    internal static Document Document(string number, DateOnly date, string issuer = "UBND-TP") =>
        new(number, date, new BodyCode(issuer), Officer(issuer), new string('a', 64));

    internal static StreamEvent To<T>(T id, Event e) where T : struct, IIdentifier<T> => new(id.Stream, e);

    internal static Act Act<T>(DateOnly on, string body, T id, params IEnumerable<Event> events)
        where T : struct, IIdentifier<T> => new(on, body, [.. events.Select(e => To(id, e))]);

    /// <summary>Calendar, limits, bodies, officers.</summary>
    internal static IEnumerable<Act> Setting()
    {
        var day = D(1, 12, 2025);
        yield return new(day, "SYSTEM", [new(Calendar.Stream, new CalendarEvent.CalendarAdopted(1, D(1, 12, 2025),
            D(31, 12), [D(31, 8), D(1, 9), D(2, 9), D(24, 11)], [D(22, 8)], new string('c', 64), "lịch"))])
        { Policy = "setup" };
        yield return new(day, "SYSTEM", [new(RuleSets.Stream, new RuleSetEvent.RuleSetAdopted(1, D(1, 12, 2025),
            [.. LimitIds.All.Select(id => new Limit(id, 3, LimitUnit.WorkingDay, "Supervision", "1"))],
            new string('c', 64), "bộ quy tắc"))])
        { Policy = "setup" };
        foreach (var body in Bodies)
        {
            yield return new(day, "SYSTEM", [new(new BodyCode(body).Stream, new BodyEvent.BodyRegistered(
                new BodyCode(body), BodyKind.Department, "Cơ quan " + body, "Body " + body, null, null))])
            { Policy = "setup" };
            yield return Act(day, "SYSTEM", Officer(body),
                new OfficerEvent.OfficerRegistered(Officer(body), "Nguyễn Văn " + body, new BodyCode(body)),
                new OfficerEvent.OfficerAppointed(new MandateId(Id("mandate of " + body)), new BodyCode(body),
                    "Chuyên viên", [Power.Execute], day, null, null)) with
            { Policy = "setup" };
        }
    }

    /// <summary>S4 to the end of fieldwork: 264,294,000 proposed.</summary>
    internal static IEnumerable<Act> Fieldwork()
    {
        yield return Act(D(2, 6), "UBND-TP", Inspection, new InspectionEvent.DecisionIssued(Inspection,
            InspectionKind.KiemTraChuyenNganh, new("UBND-TP"), new("SYT"), Officer("SYT"), [],
            [new("BHXH"), new("STC")], new("BV-A"), "Chi phí khám chữa bệnh", D(1, 1), D(31, 3), 10,
            Document("1234/QĐ-UBND", D(2, 6)), [new("217/2025/NĐ-CP", "Điều 11")]));
        yield return Act(D(8, 6), "SYT", Inspection,
            new InspectionEvent.DecisionAnnounced(Deadline.Set(D(18, 6)), Document("1/BB-SYT", D(8, 6), "SYT")));
        yield return Found(D(10, 6), F1, "F1", ViolationCode.V06, "BHXH", 412, 312_000);
        yield return Found(D(11, 6), F2, "F2", ViolationCode.V09, "STC", 1_150, 43_000);
        yield return Found(D(12, 6), F3, "F3", ViolationCode.V10, "SYT", 1, 86_300_000);
        yield return Act(D(22, 6), "BHXH", F2, new FindingEvent.DissentRecorded(new("BHXH"), Officer("BHXH"), 1_600,
            new(44_500), new(71_200_000), "Đơn giá khác"));
    }

    /// <summary>S4 from the notification, and the offset of S6: 212,502,000 recoverable.</summary>
    internal static IEnumerable<Act> Confirmation()
    {
        var notice = Document("2/TB-SYT", D(26, 6), "SYT");
        var decision = Document("1300/QĐ-UBND", D(10, 7));
        yield return new(D(26, 6), "SYT", [.. new[] { F1, F2, F3 }.Select(f =>
            To(f, new FindingEvent.FindingNotified(new("BV-A"), Deadline.Set(D(3, 7)), notice)))]);
        yield return Act(D(3, 7), "BV-A", F1,
            new FindingEvent.ExplanationRecorded(new("BV-A"), "96 ngày có chỉ định", []));
        yield return Act(D(8, 7), "UBND-TP", F1, new FindingEvent.FindingRevised(new(128_544_000), new(98_592_000), 316,
            new(312_000), "96 ngày giường được chấp nhận", Document("1290/QĐ-UBND", D(8, 7))));
        yield return Act(D(10, 7), "UBND-TP", F2,
            new FindingEvent.DissentResolved(new("BHXH"), new(49_450_000), "Đơn giá theo hợp đồng", decision));
        yield return new(D(10, 7), "UBND-TP",
        [
            Confirmed(F1, 98_592_000, decision),
            Confirmed(F2, 49_450_000, decision),
            Confirmed(F3, 86_300_000, decision),
        ]);
        yield return Act(D(13, 7), "BHXH", F1, new FindingEvent.OffsetApplied(new("BHXH"), "03/BH-Q1-2026",
            new(21_840_000), Document("3/BB-BHXH", D(13, 7), "BHXH")));
    }

    /// <summary>S4's rectification request.</summary>
    internal static Act Required() => new(D(14, 7), "SYT",
    [
        To(Inspection, new InspectionEvent.RectificationRequested(Remediation, new("SYT"),
            Document("9/CV-SYT", D(14, 7), "SYT"))),
        To(Remediation, new RemediationEvent.RemediationRequired(Remediation, Inspection, "KP-01", [F1, F2, F3],
            new("SYT"), new("BV-A"), new("BHXH"),
            [
                new Measure(1, MeasureKind.Pay, "Nộp tiền", D(13, 8), new(212_502_000)),
                new Measure(2, MeasureKind.CarryOut, "Chấn chỉnh quy trình", D(13, 8)),
            ],
            new(212_502_000), Deadline.Set(D(17, 7)), Document("9/CV-SYT", D(14, 7), "SYT"))),
        To(Inspection, new InspectionEvent.RemediationOpened(Remediation, [F1, F2, F3])),
    ]);

    /// <summary>S5: 212,502,000 recovered; the process measure 20 days late.</summary>
    internal static IEnumerable<Act> PuttingRight()
    {
        yield return Missed(D(17, 7), D(18, 7), Remediation.AsStream(), "acknowledge",
            ObligationKind.AcknowledgeRemediation, "BV-A");
        yield return Act(D(20, 7), "BV-A", Remediation, new RemediationEvent.RemediationAcknowledged(new("BV-A")));
        yield return Paid(D(30, 7), "GN-1", (F1, 76_752_000), (F2, 23_248_000));
        yield return Received(D(31, 7), "GN-1", (F1, 76_752_000), (F2, 23_248_000));
        yield return Paid(D(12, 8), "GN-2", (F2, 26_202_000), (F3, 86_300_000));
        yield return Submitted(D(12, 8));
        yield return Received(D(13, 8), "GN-2", (F2, 26_202_000), (F3, 86_300_000));
        yield return Act(D(14, 8), "SYT", Remediation,
            new RemediationEvent.RemediationRejected(2, D(12, 8), "Thiếu biên bản đã ký"));
        yield return Missed(D(13, 8), D(14, 8), Remediation.AsStream(), "measure/2",
            ObligationKind.CarryOutMeasure, "BV-A");
        yield return Submitted(D(2, 9));
        yield return Act(D(3, 9), "SYT", Remediation, new RemediationEvent.RemediationAccepted(2, D(2, 9), "Đạt"));
    }

    /// <summary>All of it.</summary>
    internal static IEnumerable<Act> Whole() =>
        [.. Setting(), .. Fieldwork(), .. Confirmation(), Required(), .. PuttingRight()];

    internal static Act Missed(DateOnly due, DateOnly recordedOn, string stream, string key, ObligationKind kind,
        string body) => new(due, body,
            [new(stream, new ObligationEvent.ObligationMissed(key, kind, new(body), due))])
        { Policy = "obligations", RecordedOn = recordedOn };

    internal static string AsStream<T>(this T id) where T : struct, IIdentifier<T> => id.Stream;

    internal static Act Paid(DateOnly on, string voucher, params (FindingId Finding, long Dong)[] parts) =>
        Act(on, "BV-A", Remediation, new RemediationEvent.PaymentReported(1, voucher, new(parts.Sum(p => p.Dong)),
            Allocations(parts), new string('b', 64)));

    internal static Act Received(DateOnly on, string voucher, params (FindingId Finding, long Dong)[] parts) =>
        Act(on, "BHXH", Remediation, new RemediationEvent.PaymentConfirmed(1, voucher, new(parts.Sum(p => p.Dong)),
            Allocations(parts), new("BHXH")));

    internal static Act Found(DateOnly on, FindingId id, string code, ViolationCode violation, string by, long quantity,
        long price, InspectionId? inspection = null) => new(on, by,
        [
            To(id, new FindingEvent.FindingRecorded(id, inspection ?? Inspection, code, violation, new("BV-A"), new(by),
                Officer(by), "Mô tả " + code, quantity, "ngày", new(price), new(quantity * price), 5,
                [new("188/2025/NĐ-CP", "Điều 10", "khoản 1")], [new EvidenceId(Id("evidence"))], ["Trưởng khoa"], [])),
            To(inspection ?? Inspection, new InspectionEvent.FindingOpened(id)),
        ]);

    internal static StreamEvent Confirmed(FindingId id, long dong, Document document, params Outcome[] outcomes) =>
        To(id, new FindingEvent.FindingConfirmed(new(dong), outcomes.Length > 0 ? outcomes
            : [new Outcome(MoneyOutcome.ThuHoiVeQuy, new(dong))], Severity.Serious, document));

    internal static SixClears Clears(string lead, string assigned, DateOnly due, string? product) => new(
        [new Addressee(new(lead), AssignmentVerb.ChiDao, AssignmentRole.Lead)], "Việc", due, "Giám đốc", product,
        "Đảng ủy UBND " + assigned);

    /// <summary>An assignment, drafted and issued on 12/01 with a due day.</summary>
    internal static Act Issued(AssignmentId id, string code, string lead, DateOnly due)
    {
        var clears = Clears(lead, "DU-UBND", due, "Báo cáo");
        return Act(D(12, 1), "DU-UBND", id,
            new AssignmentEvent.AssignmentDrafted(id, Plan, "III.5", code, "Nhiệm vụ " + code, "Assignment " + code,
                new("DU-UBND"), clears with { Product = null }),
            new AssignmentEvent.AssignmentDraftAmended(clears),
            new AssignmentEvent.AssignmentIssued(clears, Deadline.Set(due), Deadline.Set(D(15, 1))),
            new AssignmentEvent.AssignmentReceived(new(lead)));
    }

    private static Act Submitted(DateOnly on) => Act(on, "BV-A", Remediation,
        new RemediationEvent.EvidenceSubmitted(2, "Quy trình mới", [], Deadline.Set(on.AddDays(7))));

    private static IReadOnlyList<Allocation> Allocations((FindingId Finding, long Dong)[] parts) =>
        [.. parts.Select(p => new Allocation(p.Finding, new(p.Dong)))];
}
