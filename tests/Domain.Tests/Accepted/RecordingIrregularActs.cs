using System.Globalization;
using Supervision.Domain.IrregularActs;
using static Supervision.Domain.Tests.Accepted.SettingUp;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>What the rules forbid happened all the same, and a document shows it.</summary>
public sealed class RecordingIrregularActs
{
    internal static readonly IrregularActId Irregular = new(Id("irregular"));

    /// <summary>Sở Y tế decided a second extension of its own.</summary>
    internal static readonly IrregularActCommand.RecordIrregularAct SecondExtension = new(Irregular,
        "inspection.ExtendInspection", "inspection.second_extension", Syt, "Gia hạn lần hai 5 ngày",
        Paper("150/QĐ-SYT", "19/06", Syt, SytDirector), CaseStream);

    [Fact]
    public void it_is_recorded_and_no_state_moves()
    {
        var s = Extended().On("22/06");
        var before = s.State<object>(CaseStream);
        s.When(SytDirector, SecondExtension, Day("19/06"), SytClerk).Then(
            (Facts.StreamOf(Irregular), new IrregularActEvent.IrregularActRecorded(Irregular,
                "inspection.ExtendInspection", "inspection.second_extension", Syt, CaseStream,
                "Gia hạn lần hai 5 ngày", SecondExtension.Document)),
            ("docno/SYT/QĐ-SYT/2026/150", Taken(SecondExtension.Document)));
        s.State<object>(CaseStream).ShouldBeSameAs(before);
        s.On("24/06").ClockRuns().ClockEvents().ShouldContain("ObligationMissed 23/06 fieldwork");
    }

    [Fact]
    public void a_document_that_a_suspended_officer_signed_is_recorded_so()
    {
        var s = Extended().On("22/06").Given(Admin,
            new Officers.OfficerCommand.SuspendAccount(SytDirector.Id, Day("22/06"), "Đang xem xét"));
        var signed = SecondExtension with { Document = Paper("150/QĐ-SYT", "22/06", Syt, SytDirector) };
        s.When(SytInspector, signed).ThenRefused("document.signer_suspended");
        s.Given(SytInspector, signed with { Code = "document.signer_suspended" });
    }

    [Fact]
    public void a_case_that_was_closed_on_paper_stays_open()
    {
        var s = Acknowledged().Given(Chairman, SecondExtension with
        {
            Command = "inspection.CloseInspection",
            Code = "inspection.money_outstanding",
            Body = Ubnd,
            Description = "Thông báo kết thúc hồ sơ khi chưa thu hồi đủ",
            Document = ChairmanPaper("151/TB-UBND", "20/07"),
        });
        s.State<Inspections.Inspection>(CaseStream).ClosedOn.ShouldBeNull();
        s.When(Chairman, Close).ThenRefused("inspection.money_outstanding");
    }

    public static TheoryData<string> Supervisors => ["inspectorate", "issuer", "manager"];

    [Theory]
    [MemberData(nameof(Supervisors))]
    public void another_body_that_supervises_may_record_it(string who)
    {
        var (actor, body) = who switch
        {
            "inspectorate" => (Inspectorate, Syt),
            "issuer" => (Chairman, Syt),
            _ => (Chairman, CommuneE),
        };
        Extended().On("22/06").When(actor, SecondExtension with
        {
            Body = body,
            About = who == "issuer" ? CaseStream : null,
        }).Answer.ShouldBeOfType<Answer.Events>();
    }

    public static TheoryData<string> Things => ["directive", "direction", "proposal", "review"];

    [Theory]
    [MemberData(nameof(Things))]
    public void the_body_that_the_act_is_owed_to_may_record_it(string noun)
    {
        (Situation s, Acting.Officer who, string about) = noun switch
        {
            "directive" => (Cascade.Arrived(), PartyOffice, Cascade.D52Stream),
            "direction" => (Cascade.Directed(), PartyOffice, Cascade.DirectionStream),
            "proposal" => (Cascade.Forwarded(), PartyOffice, Cascade.ProposalStream),
            _ => (Session.Asked(), CommitteeOfReview, Session.SessionStream),
        };
        s.On("02/07").Given(Admin, new Officers.OfficerCommand.AppointOfficer(Clerk.Id, CommitteeOfReview.Mandate, Ubkt,
            "Ủy viên", [Officers.Power.Inspect], s.Today))
            .Given(who, SecondExtension with { Body = Bhxh, About = about });
    }

    // An officer of the reviewing body who supervises; the reviewer himself asks in his session.
    private static readonly Acting.Officer CommitteeOfReview = Clerk with { Mandate = new MandateId(Id("of UBKT")) };

    [Fact]
    public void a_number_that_was_used_twice_can_be_told_of()
    {
        var twice = Paper("131/QĐ-UBND", "19/06", Ubnd, Chairman) with { Sha256 = Hash("another file") };
        Extended().On("22/06").When(Chairman, SecondExtension with
        {
            Body = Ubnd,
            Code = "document.number_taken",
            Document = twice,
        }, Day("19/06")).Then((Facts.StreamOf(Irregular), new IrregularActEvent.IrregularActRecorded(Irregular,
            "inspection.ExtendInspection", "document.number_taken", Ubnd, CaseStream, "Gia hạn lần hai 5 ngày",
            twice)));
    }

    [Fact]
    public void the_refusal_of_such_a_rule_names_the_way()
    {
        foreach (var culture in new[] { new CultureInfo("vi-VN"), new CultureInfo("en-GB") })
        {
            foreach (var code in IrregularAct.Codes)
            {
                DomainTexts.HasRefusal(code).ShouldBeTrue(code);
                DomainTexts.Sentence(new Refusal(code, Law.Product, 1, 2, 3, 4), culture)
                    .ShouldContain("RecordIrregularAct");
            }

            DomainTexts.Sentence(new Refusal("finding.arithmetic", Law.Product, 1, 2, 3), culture)
                .ShouldNotContain("RecordIrregularAct");
        }
    }
}
