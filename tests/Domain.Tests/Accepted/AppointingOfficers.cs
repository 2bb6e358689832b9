using Supervision.Domain.Assignments;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

public sealed class AppointingOfficers
{
    private static readonly OfficerCommand Declare = new OfficerCommand.DeclareConflict(HospitalA, "Người thân");

    private static readonly SixClears Asked = T07Clears with
    {
        Addressees = [.. ToStc.Addressees.Select(a => a with { Verb = AssignmentVerb.DeNghi })],
    };

    private static readonly Acting.Officer Deputy = Leader with { Mandate = New };

    [Fact]
    public void a_role_gives_the_powers_of_the_table_in_force()
    {
        var s = Assembled().On("02/07").Given(Admin, AdoptRoles)
            .Given(Admin, Mergers.Hashed(AdoptRoles with
            {
                Version = 2,
                EffectiveFrom = Day("03/07"),
                Roles = [new RolePowers(OfficerRole.Inspector, [Power.Inspect, Power.Verify])],
            }));
        s.When(Admin, Appoint(OfficerRole.Inspector)).Then((Facts.StreamOf(Leader.Id),
            new OfficerEvent.OfficerAppointed(New, Syt, "Phó Giám đốc", [Power.Inspect], Day("02/07"), null, null,
                OfficerRole.Inspector, 1)));
        var newer = Appoint(OfficerRole.Inspector) with { Mandate = new(Id("newer")), From = Day("03/07") };
        s.On("03/07").When(Admin, newer).Then((
            Facts.StreamOf(Leader.Id), new OfficerEvent.OfficerAppointed(new(Id("newer")), Syt, "Phó Giám đốc",
                [Power.Inspect, Power.Verify], Day("03/07"), null, null, OfficerRole.Inspector, 2)));
    }

    [Fact]
    public void a_table_of_roles_is_adopted_and_the_same_one_again_changes_nothing() => Assembled()
        .When(Admin, AdoptRoles).Then(("ruleset/roles", new RoleTableEvent.RoleTableAdopted(1, Day("01/01"),
            AdoptRoles.Roles, AdoptRoles.ContentSha256, "Bảng vai trò", AdoptRoles.Approval)),
            ("docno/UBND/QĐ-UBND/2026/7", SettingUp.Taken(AdoptRoles.Approval)))
        .When(Admin, AdoptRoles).ThenNothing();

    [Fact]
    public void an_appointment_by_a_document_may_be_recorded_late_and_takes_its_number()
    {
        var appoint = Appoint(OfficerRole.Inspector) with { Document = ChairmanPaper("13/QĐ-UBND", "29/06") };
        var s = Assembled().On("02/07").Given(Admin, AdoptRoles).Given(Admin, appoint, Day("30/06"));
        s.State<TakenNumber>("docno/UBND/QĐ-UBND/2026/13").Date.ShouldBe(Day("29/06"));
    }

    [Theory]
    [InlineData(Capacity.KT)]
    [InlineData(Capacity.TL)]
    [InlineData(Capacity.Self)]
    public void a_deputy_signs_in_the_capacities_of_his_mandate(Capacity capacity) => SentTo(Syt).On("12/01")
        .Given(Admin, Appoint(OfficerRole.Inspector) with
        {
            Role = null,
            Powers = [Power.Assign],
            From = Day("12/01"),
            Capacities = [Capacity.KT, Capacity.TL],
        }).Given(Deputy, Draft(T07, Asked), capacity: capacity);

    [Fact]
    public void an_officer_of_a_Party_committee_signs_for_the_collective() => Entrusted().On("12/01")
        .Given(Admin, Appoint(OfficerRole.Inspector) with
        {
            Body = DuUb,
            Role = null,
            Powers = [Power.Assign],
            From = Day("12/01"),
            Capacities = [Capacity.TM],
        }).Given(Deputy, Draft(T07, T07Clears), capacity: Capacity.TM);

    [Fact]
    public void a_scope_lets_act_upon_the_bodies_that_it_names_and_upon_their_successors()
    {
        var s = Drafted().On("12/01").Given(Admin, Appoint(OfficerRole.Inspector) with
        {
            Body = DuUb,
            Role = null,
            Powers = [Power.Assign],
            From = Day("12/01"),
            Scope = [CommuneE],
        });
        s.Given(Deputy, new AssignmentCommand.AmendDraft(T11, T11Clears));
        Staffed(Merged(s, CommuneE, CommuneF).SuccessionRuns())
            .Given(Admin, new Domain.Bodies.BodyCommand.PairBody(CommuneF, DuUb))
            .Given(Deputy, new AssignmentCommand.AmendDraft(T11, new SixClears(
                [new(CommuneF, AssignmentVerb.Giao, AssignmentRole.Lead, Person(FocalF))])))
            .Given(Deputy, new AssignmentCommand.IssueAssignment(T11));
    }

    [Theory]
    [InlineData("01/07")]
    [InlineData("02/07")]
    [InlineData("31/07")]
    public void a_mandate_that_is_revoked_before_it_begins_never_holds(string lastDay)
    {
        var s = WithAdministrator().Given(Admin,
            new OfficerCommand.RevokeMandate(FocalF.Id, FocalF.Mandate, Day(lastDay), "Không nhận việc"));
        // So it stands beside no other.
        s.Given(Admin, AssignerTo("30/09"));
        foreach (var day in new[] { lastDay, "01/08", "02/09" })
            s.On(day).When(FocalF, AdoptRoles).ThenRefused("mandate.not_valid_on_day");
    }

    [Fact]
    public void an_administrator_enters_his_own_appointment_that_another_signed()
    {
        var s = WithAdministrator().On("01/08").Given(FocalF,
            new OfficerCommand.RevokeMandate(Admin.Id, Admin.Mandate, Day("31/08"), "Hết nhiệm kỳ"));
        s.Given(Admin, Appoint(OfficerRole.Assigner) with
        {
            Officer = Admin.Id,
            Role = null,
            Powers = [Power.Assign],
            From = Day("01/09"),
            Document = ChairmanPaper("13/QĐ-UBND", "01/08"),
        });
    }

    [Fact]
    public void who_administers_had_other_powers_until_the_day_before() => WithAdministrator()
        .Given(Admin, AssignerTo("31/07"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void a_delegation_keeps_the_delegators_scope(bool noneNamed) => Confirmed().On("13/07")
        .Given(Admin, Appoint(OfficerRole.Inspector) with
        {
            Body = Ubnd,
            Role = null,
            Powers = [Power.RequireRemediation],
            From = Day("13/07"),
            Scope = [CommuneE],
        }).Given(Deputy, Authorise with
        {
            Document = Paper("143/QĐ-UBND", "13/07", Ubnd, Leader),
            Scope = noneNamed ? [] : null,
        })
        .State<Officer>(Facts.StreamOf(SytDirector.Id)).Mandate(SytDelegate.Mandate)!.Scope.ShouldBe([CommuneE]);

    [Fact]
    public void who_delegated_takes_back_what_he_gave_and_nobody_else_but_the_administrator()
    {
        var revoke = new OfficerCommand.RevokeMandate(SytDirector.Id, SytDelegate.Mandate, Day("13/07"),
            "Không cần nữa");
        var s = Delegated().On("14/07");
        s.When(SytDirector, revoke).ThenRefused("mandate.lacks_power");
        s.When(Chairman, revoke with { Mandate = SytDirector.Mandate }).ThenRefused("mandate.lacks_power");
        s.When(Chairman, revoke).Then((Facts.StreamOf(SytDirector.Id),
            new OfficerEvent.MandateRevoked(SytDelegate.Mandate, Day("13/07"), "Không cần nữa")));
        s.When(SytDelegate, Require).ThenRefused("mandate.not_valid_on_day");
    }

    [Fact]
    public void a_suspended_officer_acts_again_once_reinstated()
    {
        var suspend = new OfficerCommand.SuspendAccount(SytFocal.Id, Day("13/01"), "Đang xem xét");
        var reinstate = new OfficerCommand.ReinstateAccount(SytFocal.Id, Day("14/01"), "Xong");
        var s = Assigned().When(Admin, suspend).Then((Facts.StreamOf(SytFocal.Id),
                new OfficerEvent.AccountSuspended(Day("13/01"), "Đang xem xét"))).When(Admin, suspend);
        s.ThenNothing();
        s.On("13/01").When(Admin, reinstate).Then((Facts.StreamOf(SytFocal.Id),
            new OfficerEvent.AccountReinstated(Day("14/01"), "Xong"))).When(Admin, reinstate).ThenNothing();
        s.On("14/01").Given(SytFocal, new AssignmentCommand.ReceiveAssignment(T07));
    }

    [Fact]
    public void a_suspension_that_was_set_begins_earlier_when_it_is_urgent()
    {
        var s = Assigned().Given(Admin, new OfficerCommand.SuspendAccount(SytFocal.Id, Day("01/12"), "Đang xem xét"))
            .When(Admin, new OfficerCommand.SuspendAccount(SytFocal.Id, Day("12/01"), "Khẩn"))
            .Then((Facts.StreamOf(SytFocal.Id), new OfficerEvent.AccountSuspended(Day("12/01"), "Khẩn")));
        s.When(Admin, new OfficerCommand.SuspendAccount(SytFocal.Id, Day("13/01"), "Lần nữa")).ThenNothing();
        s.On("13/01").When(SytFocal, new AssignmentCommand.ReceiveAssignment(T07)).ThenRefused("officer.suspended");
        s.Given(Admin, new OfficerCommand.ReinstateAccount(SytFocal.Id, Day("14/01"), "Xong")).On("02/12")
            .Given(SytFocal, new AssignmentCommand.ReceiveAssignment(T07));
    }

    [Theory]
    [InlineData("12/07")]
    [InlineData("15/07")]
    public void what_he_signed_before_he_was_suspended_or_on_the_day_he_was_reinstated_counts(string day) =>
        Confirmed().On("13/07")
            .Given(Admin, new OfficerCommand.SuspendAccount(BhxhHead.Id, Day("13/07"), "Đang xem xét"))
            .On("15/07").Given(Admin, new OfficerCommand.ReinstateAccount(BhxhHead.Id, Day("15/07"), "Xong"))
            .Given(BhxhReviewer, Offset(1_000) with { Document = Paper("15/BB-BHXH", day, Bhxh, BhxhHead) });

    [Fact]
    public void a_conflict_is_declared_by_himself_and_withdrawn_by_the_head_of_his_body()
    {
        var withdraw = new OfficerCommand.WithdrawConflict(BhxhInspector.Id, HospitalA, "Đã chuyển việc");
        var s = Decided().When(BhxhInspector, Declare).Then((Facts.StreamOf(BhxhInspector.Id),
            new OfficerEvent.ConflictDeclared(HospitalA, "Người thân"))).When(BhxhInspector, Declare);
        s.ThenNothing();
        s.On("03/06").When(BhxhHead, withdraw).Then((Facts.StreamOf(BhxhInspector.Id),
            new OfficerEvent.ConflictWithdrawn(HospitalA, "Đã chuyển việc"))).When(BhxhHead, withdraw).ThenNothing();
        s.Given(BhxhHead, Nominate(BhxhInspector.Id));
    }

    [Fact]
    public void that_a_conflict_is_over_the_head_of_the_body_says_to_which_he_moved()
    {
        var withdraw = new OfficerCommand.WithdrawConflict(BhxhInspector.Id, HospitalA, "Đã chuyển việc");
        var s = Decided().Given(BhxhInspector, Declare).Given(Admin, Appoint(OfficerRole.Inspector) with
        {
            Officer = BhxhInspector.Id,
            Body = Stc,
            Role = null,
            Powers = [Power.Inspect],
            From = Day("04/06"),
        }).Given(Admin, new OfficerCommand.RevokeMandate(BhxhInspector.Id, BhxhInspector.Mandate, Day("03/06"),
            "Chuyển công tác"));
        s.On("03/06").When(StcHead, withdraw).ThenRefused("mandate.other_body");
        s.On("04/06").When(BhxhHead, withdraw).ThenRefused("mandate.other_body");
        s.Given(StcHead, withdraw);
    }

    [Fact]
    public void who_has_left_every_post_is_still_of_the_body_where_he_was_registered() => Decided()
        .Given(BhxhInspector, Declare).Given(Admin, new OfficerCommand.RevokeMandate(BhxhInspector.Id,
            BhxhInspector.Mandate, Day("02/06"), "Nghỉ")).On("03/06").Given(BhxhHead,
            new OfficerCommand.WithdrawConflict(BhxhInspector.Id, HospitalA, "Đã chuyển việc"));

    [Fact]
    public void who_declared_a_conflict_after_he_was_sent_is_left_out_of_the_team()
    {
        var s = Decided().On("03/06").Given(Admin, Appoint(OfficerRole.Inspector) with
        {
            Body = Bhxh,
            Role = null,
            Powers = [Power.Inspect],
            From = Day("03/06"),
            Officer = BhxhReviewer.Id,
        }).Given(BhxhHead, Nominate(BhxhInspector.Id, BhxhReviewer.Id)).Given(BhxhInspector, Declare)
            .Given(StcHead, Nominate(StcInspector.Id));
        s.State<Inspection>(CaseStream).Members.Select(m => m.Officer)
            .ShouldBe([Leader.Id, SytInspector.Id, BhxhReviewer.Id, StcInspector.Id]);
    }
}
