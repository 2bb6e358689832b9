using System.Security.Cryptography;
using System.Text;
using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Tests;

/// <summary>The bodies, officers, rules and calendar that the situations share.</summary>
internal static class Cast
{
    public static readonly BodyCode Tu = new("TU");
    public static readonly BodyCode DuUb = new("DU-UBND");
    public static readonly BodyCode Ubnd = new("UBND");
    public static readonly BodyCode Syt = new("SYT");
    public static readonly BodyCode Stc = new("STC");
    public static readonly BodyCode Bhxh = new("BHXH");
    public static readonly BodyCode Tttp = new("TTTP");
    public static readonly BodyCode HospitalA = new("BV-A");
    public static readonly BodyCode CommuneE = new("XA-E");
    public static readonly BodyCode StationE = new("TYT-E");
    public static readonly BodyCode Secretariat = new("BBT");
    public static readonly BodyCode Ubkt = new("UBKT");

    private static readonly List<(Acting.Officer Who, BodyCode Body, string Post, Power[] Powers)> Posts = [];

    public static readonly Acting.Officer Admin = Post("admin", Ubnd, Power.Administer);
    public static readonly Acting.Officer PartySecretary = Post("secretary", Tu, Power.IssuePlan);
    public static readonly Acting.Officer PartyCommittee = Post("committee", DuUb, Power.Assign);
    public static readonly Acting.Officer Chairman = Post("chairman", Ubnd, Power.DecideInspection,
        Power.RequireRemediation, Power.Verify, Power.Assign);
    public static readonly Acting.Officer Clerk = Post("clerk", Ubnd, Power.Record);
    public static readonly Acting.Officer SytClerk = Post("syt-clerk", Syt, Power.Record);
    public static readonly Acting.Officer Leader = Post("leader", Syt, Power.Inspect);
    public static readonly Acting.Officer SytInspector = Post("syt-inspector", Syt, Power.Inspect, Power.Verify);
    public static readonly Acting.Officer SytDirector = Post("syt-director", Syt, Power.Verify, Power.Nominate);
    public static readonly Acting.Officer SytFocal = Post("syt-focal", Syt, Power.Execute);
    public static readonly Acting.Officer StcHead = Post("stc-head", Stc, Power.Nominate, Power.Execute);
    public static readonly Acting.Officer StcInspector = Post("stc-inspector", Stc, Power.Inspect);
    public static readonly Acting.Officer BhxhHead = Post("bhxh-head", Bhxh, Power.Nominate, Power.Execute);
    public static readonly Acting.Officer BhxhInspector = Post("bhxh-inspector", Bhxh, Power.Inspect);
    public static readonly Acting.Officer BhxhReviewer = Post("bhxh-reviewer", Bhxh, Power.ReviewClaims);
    public static readonly Acting.Officer BhxhReceiver = Post("bhxh-receiver", Bhxh, Power.ReceivePayments,
        Power.Verify);
    public static readonly Acting.Officer Hospital = Post("hospital", HospitalA, Power.Execute);
    public static readonly Acting.Officer Inspectorate = Post("tttp-inspector", Tttp, Power.Inspect);
    public static readonly Acting.Officer CommuneOfficer = Post("commune", CommuneE, Power.Execute);

    public static readonly Acting.Officer PartyOffice = Post("party-office", Tu, Power.Assign, Power.AnswerProposals);
    public static readonly Acting.Officer PartyMember = Post("party-member", Tu, Power.Direct);
    public static readonly Acting.Officer Reviewer = Post("reviewer", Ubkt, Power.Review);
    public static readonly Acting.Officer CommitteeHead = Post("committee-head", DuUb, Power.IssuePlan,
        Power.Execute);
    public static readonly Acting.Officer UbndOffice = Post("ubnd-office", Ubnd, Power.AnswerProposals,
        Power.IssuePlan, Power.Direct);
    public static readonly Acting.Officer CentralOffice = Post("central-office", Secretariat, Power.Record);
    public static readonly Acting.Officer CommuneHead = Post("commune-head", CommuneE, Power.IssuePlan);

    /// <summary>The Sở Y tế director under the Chairman's delegation; given in <see cref="Story"/>.</summary>
    public static readonly Acting.Officer SytDelegate = new(SytDirector.Id, new MandateId(Id("delegated")));

    public static readonly IReadOnlyList<Limit> Limits =
    [
        Limit(LimitIds.CheckDuration, 10, LimitUnit.Day), Limit(LimitIds.CheckExtension, 5, LimitUnit.Day),
        Limit(LimitIds.AcknowledgeRemediation, 3, LimitUnit.WorkingDay),
        Limit(LimitIds.AnswerSubmission, 5, LimitUnit.WorkingDay),
        Limit(LimitIds.ReceiveAssignment, 3, LimitUnit.WorkingDay),
        Limit(LimitIds.AnswerAssignment, 5, LimitUnit.WorkingDay), Limit(LimitIds.DueSoon, 7, LimitUnit.Day),
        Limit(LimitIds.Explain, 5, LimitUnit.WorkingDay),
        Limit(LimitIds.FirstReminder, 1, LimitUnit.Day), Limit(LimitIds.SecondReminder, 7, LimitUnit.Day),
        Limit(LimitIds.Escalation, 15, LimitUnit.Day), Limit(LimitIds.LateRecording, 3, LimitUnit.WorkingDay),
        Limit(LimitIds.CheckDurationMinistryUnit, 15, LimitUnit.Day),
        Limit(LimitIds.CheckExtensionMinistryUnit, 7, LimitUnit.Day),
        Limit(LimitIds.CheckDurationCommune, 7, LimitUnit.Day), Limit(LimitIds.CheckExtensionCommune, 3, LimitUnit.Day),
        Limit(LimitIds.ThanhTraAnnounce, 15, LimitUnit.Day), Limit(LimitIds.ThanhTraDuration, 45, LimitUnit.Day),
        Limit(LimitIds.ThanhTraExtension, 25, LimitUnit.Day), Limit(LimitIds.ThanhTraReport, 20, LimitUnit.Day),
        Limit(LimitIds.PartyDuration, 45, LimitUnit.Day), Limit(LimitIds.PartyExtension, 15, LimitUnit.Day),
        Limit(LimitIds.Report, 5, LimitUnit.WorkingDay), Limit(LimitIds.Notify, 5, LimitUnit.WorkingDay),
        Limit(LimitIds.ResolveDissent, 15, LimitUnit.WorkingDay),
        Limit(LimitIds.DecideFinding, 10, LimitUnit.WorkingDay),
        Limit(LimitIds.ConfirmPayment, 5, LimitUnit.WorkingDay),
        Limit(LimitIds.AcknowledgeReceipt, 3, LimitUnit.WorkingDay),
        Limit(LimitIds.AnswerProposal, 10, LimitUnit.WorkingDay),
    ];

    public static readonly RuleSetEvent.RuleSetAdopted RuleSet =
        new(1, new DateOnly(2025, 12, 1), Limits, Hash("rules"), "Quy định tạm thời");

    public static readonly CalendarEvent.CalendarAdopted Calendar = new(1, new DateOnly(2025, 12, 1),
        new DateOnly(2026, 12, 31),
        [
            Day("01/01"), Day("02/01"), Day("16/02"), Day("17/02"), Day("18/02"), Day("19/02"), Day("20/02"),
            Day("27/04"), Day("30/04"), Day("01/05"), Day("31/08"), Day("01/09"), Day("02/09"), Day("24/11"),
        ],
        [Day("10/01"), Day("22/08")], Hash("calendar"), "Lịch nghỉ năm 2026");

    /// <summary>A second rule set, as it is proposed with the document that approves it.</summary>
    public static readonly RuleSetCommand.AdoptRuleSet Rules2 = Hashed(new RuleSetCommand.AdoptRuleSet(2, Day("01/02"),
        Limits, "", "Quy định mới", Paper("05/QĐ-UBND", "12/01", Ubnd, Chairman), [new DateOnly(2025, 9, 26)],
        [ObligationKind.SubmitProduct, ObligationKind.PayMeasure, ObligationKind.CarryOutMeasure]));

    /// <summary>A second calendar, likewise.</summary>
    public static readonly CalendarCommand.AdoptCalendar Calendar2 = Hashed(new CalendarCommand.AdoptCalendar(2,
        Day("01/01"), Day("31/12"), [Day("24/11")], [Day("22/08")], "", "Lịch mới",
        Paper("06/QĐ-UBND", "12/01", Ubnd, Chairman)));

    /// <summary>The same proposal with the hash of its content.</summary>
    public static RuleSetCommand.AdoptRuleSet Hashed(RuleSetCommand.AdoptRuleSet c) =>
        c with { ContentSha256 = RuleSets.ContentHash(c) };

    /// <summary>The same proposal with the hash of its content.</summary>
    public static CalendarCommand.AdoptCalendar Hashed(CalendarCommand.AdoptCalendar c) =>
        c with { ContentSha256 = Rules.Calendar.ContentHash(c) };

    /// <summary>Bodies, officers with their posts, rules and calendar; nothing else.</summary>
    public static Situation Assembled()
    {
        var s = new Situation().On(new DateOnly(2025, 12, 1));
        Body(s, Tu, BodyKind.Party);
        Body(s, DuUb, BodyKind.Party);
        Body(s, Ubnd, BodyKind.State, party: DuUb);
        Body(s, Syt, BodyKind.Department, Ubnd, DuUb);
        Body(s, Stc, BodyKind.Department, Ubnd, DuUb);
        Body(s, Bhxh, BodyKind.Insurance);
        Body(s, Tttp, BodyKind.Inspectorate);
        Body(s, HospitalA, BodyKind.Facility);
        Body(s, CommuneE, BodyKind.Commune, Ubnd, DuUb);
        Body(s, StationE, BodyKind.Facility, CommuneE);
        Body(s, Secretariat, BodyKind.Party);
        Body(s, Ubkt, BodyKind.Party, Tu);
        foreach (var (who, body, post, powers) in Posts)
        {
            s.Given(Facts.StreamOf(who.Id), new OfficerEvent.OfficerRegistered(who.Id, "Cán bộ " + post, body),
                new OfficerEvent.OfficerAppointed(who.Mandate, body, post, powers, new DateOnly(2025, 1, 1), null,
                    null));
        }

        s.Given(RuleSets.Stream, RuleSet);
        s.Given(Rules.Calendar.Stream, Calendar);
        return s.On("12/01");
    }

    public static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static DateOnly Day(string dayAndMonthOf2026) =>
        DateOnly.ParseExact(dayAndMonthOf2026 + "/2026", "dd/MM/yyyy", null);

    public static Money Dong(long dong) => new(dong);

    public static Document Paper(string number, string day, BodyCode issuer, Acting.Officer signer) =>
        new(number, Day(day), issuer, signer.Id, Hash(number + issuer));

    private static Acting.Officer Post(string name, BodyCode body, params Power[] powers)
    {
        var who = new Acting.Officer(new OfficerId(Id(name)), new MandateId(Id("mandate of " + name)));
        Posts.Add((who, body, name, powers));
        return who;
    }

    private static Limit Limit(string id, int value, LimitUnit unit) =>
        new(id, value, unit, "217/2025/NĐ-CP", "Điều 13");

    private static void Body(Situation s, BodyCode code, BodyKind kind, BodyCode? manager = null,
        BodyCode? party = null) => s.Given(code.Stream, new BodyEvent.BodyRegistered(code, kind, "Cơ quan " + code,
            "Body " + code, manager, party));
}
