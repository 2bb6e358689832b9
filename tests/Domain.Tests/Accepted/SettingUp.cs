using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

public sealed class SettingUp
{
    private static readonly MandateId New = new(Id("new"));

    [Fact]
    public void an_empty_ledger_takes_its_first_body() => new Situation()
        .When(Acting.Setup, new BodyCommand.RegisterBody(Ubnd, BodyKind.State, "UBND thành phố", "People's Committee"))
        .Then(("body/UBND", new BodyEvent.BodyRegistered(Ubnd, BodyKind.State, "UBND thành phố", "People's Committee",
            null, null)));

    [Fact]
    public void an_empty_ledger_gets_its_first_administrators_and_more_bodies_until_there_are_rules()
    {
        var s = Refusals.RefusedSetUp.Begun().When(Acting.Setup, Refusals.RefusedSetUp.FirstAdministrator)
            .Then((Facts.StreamOf(Admin.Id), new OfficerEvent.OfficerAppointed(Admin.Mandate, Ubnd, "Quản trị",
                [Power.Administer], Day("12/01"), null, null)),
                (Administrators.Stream, new AdministratorEvent.AdministratorListed(Admin.Id, Admin.Mandate)));
        s.Given(Acting.Setup, new BodyCommand.RegisterBody(Syt, BodyKind.Department, "Sở Y tế", "Health", Ubnd))
            .Given(Acting.Setup, new OfficerCommand.RegisterOfficer(Chairman.Id, "Chủ tịch", Ubnd))
            .Given(Admin, new OfficerCommand.AppointOfficer(Chairman.Id, Chairman.Mandate, Ubnd, "Chủ tịch",
                [Power.DecideInspection], Day("12/01")))
            .Given(Admin, Hashed(Rules2 with { Version = 1 }))
            .When(Acting.Setup, new OfficerCommand.RegisterOfficer(Leader.Id, "Trưởng đoàn", Syt))
            .ThenRefused("setup.ended");
    }

    [Fact]
    public void an_officer_is_registered() => Assembled()
        .When(Admin, new OfficerCommand.RegisterOfficer(new OfficerId(Id("new")), "Nguyễn Văn Mẫu", Syt))
        .Then((Facts.StreamOf(new OfficerId(Id("new"))), new OfficerEvent.OfficerRegistered(
            new OfficerId(Id("new")), "Nguyễn Văn Mẫu", Syt)));

    [Fact]
    public void an_officer_is_appointed() => Assembled()
        .When(Admin, new OfficerCommand.AppointOfficer(Leader.Id, New, Syt, "Phó giám đốc", [Power.Verify],
            Day("01/02")))
        .Then((Facts.StreamOf(Leader.Id), new OfficerEvent.OfficerAppointed(New, Syt, "Phó giám đốc", [Power.Verify],
            Day("01/02"), null, null)));

    [Fact]
    public void a_mandate_is_delegated_to_another_body_for_requiring_remediation() => Confirmed().On("13/07")
        .When(Chairman, Authorise)
        .Then((Facts.StreamOf(SytDirector.Id), new OfficerEvent.MandateDelegated(SytDelegate.Mandate, Chairman.Id,
                Chairman.Mandate, Ubnd, Syt, Authorise.Post, Authorise.Powers, Day("13/07"), Day("31/12"),
                Authorise.Document)),
            ("docno/UBND/QĐ-UBND/2026/143", Taken(Authorise.Document)));

    [Fact]
    public void a_mandate_is_revoked_and_revoking_it_again_changes_nothing()
    {
        var revoke = new OfficerCommand.RevokeMandate(Leader.Id, Leader.Mandate, Day("12/01"), "Nghỉ hưu");
        Assembled().When(Admin, revoke).Then((Facts.StreamOf(Leader.Id), new OfficerEvent.MandateRevoked(
            Leader.Mandate, Day("12/01"), "Nghỉ hưu"))).When(Admin, revoke).ThenNothing();
    }

    [Fact]
    public void a_rule_set_is_adopted_and_the_same_one_again_changes_nothing()
    {
        var s = Assembled().When(Admin, Rules2)
            .Then(("ruleset/limits", new RuleSetEvent.RuleSetAdopted(2, Day("01/02"), Limits, Rules2.ContentSha256,
                    "Quy định mới", Rules2.Approval, Rules2.PartyTerms, Rules2.Reminded)),
                ("docno/UBND/QĐ-UBND/2026/5", Taken(Rules2.Approval)));
        s.When(Admin, Rules2).ThenNothing();
        s.State<RuleSets>("ruleset/limits").On(Day("31/01"))!.Version.ShouldBe(1);
        s.State<RuleSets>("ruleset/limits").On(Day("01/02"))!.Version.ShouldBe(2);
    }

    [Fact]
    public void a_calendar_is_adopted_and_the_same_one_again_changes_nothing()
    {
        Assembled().When(Admin, Calendar2).Then(("calendar/working-days", new CalendarEvent.CalendarAdopted(2,
                Day("01/01"), Day("31/12"), [Day("24/11")], [Day("22/08")], Calendar2.ContentSha256, "Lịch mới",
                Calendar2.Approval)),
            ("docno/UBND/QĐ-UBND/2026/6", Taken(Calendar2.Approval))).When(Admin, Calendar2).ThenNothing();
    }

    [Fact]
    public void a_plan_is_issued_and_takes_its_number_for_the_term() => Assembled().On(new DateOnly(2025, 12, 3))
        .When(PartySecretary, IssuePlan)
        .Then((Facts.StreamOf(ThePlan), new PlanEvent.PlanIssued(ThePlan, Tu, IssuePlan.TitleVi, IssuePlan.TitleEn,
                "52-CT/TW", IssuePlan.Document)),
            ("docno/TU/KH-TU/2025/20", Taken(IssuePlan.Document)));

    [Fact]
    public void a_goal_is_set_by_the_document_of_the_plan() => Planned().When(PartySecretary,
            new PlanCommand.SetPlanGoal(ThePlan, "coverage-2026", "Bao phủ", "Coverage", GoalOperator.Above, "II",
                IssuePlan.Document, new Share(955, 1_000), 2026))
        .Then((Facts.StreamOf(ThePlan), new PlanEvent.PlanGoalSet("coverage-2026", "Bao phủ", "Coverage",
            GoalOperator.Above, new Share(955, 1_000), 2026, "II")));

    [Fact]
    public void evidence_is_registered_by_the_body_that_keeps_it_and_once()
    {
        var register = Register(EvidenceOf(Bhxh));
        TeamFormed().When(BhxhInspector, register)
            .Then((Facts.StreamOf(EvidenceOf(Bhxh)), new EvidenceEvent.EvidenceRegistered(EvidenceOf(Bhxh),
                EvidenceKind.Record, "Hồ sơ bệnh án", register.Sha256, 2_048, Bhxh, false)))
            .When(BhxhInspector, register).ThenNothing();
    }

    internal static DocumentEvent Taken(Document d) =>
        new DocumentEvent.NumberTaken(d.Number, d.Issuer, d.Date, d.Sha256);
}
