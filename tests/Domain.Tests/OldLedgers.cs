using System.Text;
using System.Text.Json;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests;

/// <summary>What was recorded before a field existed is read, and written again, without it.</summary>
public sealed class OldLedgers
{
    private const string Paper = """
        {"number":"45/TB-SYT","date":"2026-06-26","issuer":"SYT","signer":"09665b4d-6243-0a5c-f95e-935e7bb6fcbb",
        "sha256":"01e8ed229c42b159f1751fa060158eb75a2b091e751a68c8f6f729a5c6d3d1c0"}
        """;

    private static readonly Dictionary<string, string> Stored = new()
    {
        ["ruleset.RuleSetAdopted"] = """
            {"version":1,"effectiveFrom":"2025-12-01","limits":[],"contentSha256":"00","basis":"Quy định"}
            """,
        ["calendar.CalendarAdopted"] = """
            {"version":1,"from":"2026-01-01","to":"2026-12-31","daysOff":["2026-11-24"],"workingWeekendDays":[],
            "contentSha256":"00","basis":"Lịch"}
            """,
        ["inspection.FieldworkEnded"] = $$"""{"document":{{Paper}}}""",
        ["inspection.LeadReportConsolidated"] = """{"total":5,"findings":[],"dissents":[]}""",
        ["finding.FindingNotified"] = $$"""
            {"subject":"BV-A","explainBy":{"due":"2026-07-03","rule":"finding.explain","ruleVersion":1},
            "document":{{Paper}}}
            """,
        ["finding.DissentRecorded"] = """
            {"body":"BHXH","officer":"09665b4d-6243-0a5c-f95e-935e7bb6fcbb","quantity":null,"unitPrice":null,
            "ownAmount":5,"ground":"Khác"}
            """,
        ["remediation.PaymentReported"] = """
            {"measure":1,"voucher":"UNC-01","amount":5,"allocations":[],"sha256":"00"}
            """,
    };

    public static TheoryData<string> Types => [.. Stored.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void are_read_and_written_as_they_are(string type) =>
        Encoding.UTF8.GetString(Codec.Encode(Read(type))).ShouldBe(Stored[type].ReplaceLineEndings(""));

    [Fact]
    public void open_no_obligation_that_nobody_knew_of_then()
    {
        var inspection = Story.SectionsSigned().State<Inspection>(Story.CaseStream);
        var ended = Inspection.Evolve(inspection, (InspectionEvent)Read("inspection.FieldworkEnded"), Day("23/06"));
        ended.Obligations.Count.ShouldBe(inspection.Obligations.Count);
        var remediation = Story.Acknowledged().State<Remediation>(Story.R1Stream);
        var paid = Remediation.Evolve(remediation, (RemediationEvent)Read("remediation.PaymentReported"), Day("30/07"));
        paid.Obligations.Count.ShouldBe(remediation.Obligations.Count);
        var finding = Story.Reported().State<Finding>(Facts.StreamOf(Story.F1));
        var notified = Finding.Evolve(finding, (FindingEvent)Read("finding.FindingNotified"), Day("26/06"));
        notified.Obligations.Select(o => o.Key).ShouldBe(["explain"]);
    }

    private static Event Read(string type)
    {
        using var json = JsonDocument.Parse(Stored[type]);
        return Codec.Decode(type, json.RootElement);
    }
}
