using Supervision.Domain;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Remediations;
using Supervision.Messaging.Scenarios;

namespace Supervision.Messaging.Tests;

/// <summary>The n-th joint inspection of a test, led from its decision to its confirmed finding on one day.</summary>
internal static class AnInspection
{
    private const string Chairman = "ubnd.chu-tich";
    private const string Leader = "syt.truong-doan";
    private const string Hospital = "bva.dau-moi";

    private static readonly Money Amount = new(5_000_000);
    private static readonly IReadOnlyList<LegalBasis> Basis = [new("217/2025/NĐ-CP", "Điều 7")];

    /// <summary>Its finding is confirmed, and all of it refused in the settlement: it may be closed.</summary>
    public static async Task WithNothingToRecoverAsync(World world, int n)
    {
        var today = VietnamTime.DayOf(world.Clock.GetUtcNow());
        foreach (var (actor, command) in Steps(n, today))
        {
            (await world.Handler.HandleAsync(World.Request(actor, command), default))
                .ShouldBeOfType<Outcome.Recorded>();
        }
    }

    public static CommandRequest Close(int n) => World.Request(Chairman, new InspectionCommand.CloseInspection(Of(n)));

    /// <summary>Something is to be mended, though no money is to be paid.</summary>
    public static CommandRequest Require(int n, DateOnly today) => World.Request(Chairman,
        new RemediationCommand.RequestRectification(new RemediationId(Aliases.IdOf("remediation", "R" + n)), Of(n),
            "KP-" + n, [Finding(n)], new("BHXH"),
            [new Measure(1, MeasureKind.CarryOut, "Chấn chỉnh quy trình", today.AddDays(30))],
            Paper($"{500 + n}/YC-UBND", "UBNDTP", Chairman, today)));

    private static IEnumerable<(string Actor, Command Command)> Steps(int n, DateOnly today)
    {
        var evidence = new EvidenceId(Aliases.IdOf("evidence", "R" + n));
        var explanation = new EvidenceId(Aliases.IdOf("evidence", "GT" + n));
        Document Minutes(int place) => Paper($"{(10 * n) + place}/BB-SYT", "SYT", Leader, today);

        yield return (Chairman, new InspectionCommand.IssueDecision(Of(n), InspectionKind.KiemTraChuyenNganh,
            new("SYT"), World.Officer(Leader).Id, [], [new("BHXH"), new("STC")], new("BVDK-A"), "Chi phí",
            today.AddDays(-90), today.AddDays(-1), 10, today, Paper($"{300 + n}/QĐ-UBND", "UBNDTP", Chairman, today),
            Basis));
        yield return ("bhxh.pho-giam-doc", Nominate(n, "bhxh.thanh-vien"));
        yield return ("stc.pho-giam-doc", Nominate(n, "stc.thanh-vien"));
        yield return (Leader, new InspectionCommand.AnnounceDecision(Of(n), Minutes(1)));
        yield return (Leader, Register(evidence));
        yield return (Leader, new FindingCommand.RecordFinding(Finding(n), Of(n), "F-" + n, ViolationCode.V11,
            "Mô tả sai phạm", Amount, 1, Basis, [evidence], ["Trưởng khoa"]));
        foreach (var member in new[] { Leader, "bhxh.thanh-vien", "stc.thanh-vien" })
            yield return (member, new InspectionCommand.SignSection(Of(n)));
        yield return (Leader, new InspectionCommand.SignMinutes(Of(n), Minutes(2), World.Officer(Hospital).Id));
        yield return (Leader, new InspectionCommand.EndFieldwork(Of(n), Minutes(3)));
        yield return (Leader, new InspectionCommand.ConsolidateReport(Of(n), Amount));
        yield return (Leader, new InspectionCommand.NotifyFindings(Of(n), [Finding(n)], Minutes(4)));
        yield return (Hospital, Register(explanation));
        yield return (Hospital, new FindingCommand.ExplainFinding(Finding(n), "Có chỉ định", [explanation]));
        yield return (Chairman, new FindingCommand.ConfirmFinding(Finding(n), Amount,
            [new(MoneyOutcome.TuChoiThanhToan, Amount)], Severity.Minor,
            Paper($"{400 + n}/QĐ-UBND", "UBNDTP", Chairman, today)));
    }

    private static InspectionId Of(int n) => new(Aliases.IdOf("inspection", "R" + n));

    private static FindingId Finding(int n) => new(Aliases.IdOf("finding", "R" + n));

    private static InspectionCommand.NominateMembers Nominate(int n, string member) =>
        new(Of(n), [World.Officer(member).Id]);

    private static EvidenceCommand.RegisterEvidence Register(EvidenceId id) =>
        new(id, EvidenceKind.Record, "Hồ sơ bệnh án", new string('e', 64), 2_048, false);

    private static Document Paper(string number, string issuer, string signer, DateOnly today) =>
        new(number, today, new(issuer), World.Officer(signer).Id, new string('d', 64));
}
