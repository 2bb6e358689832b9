using Supervision.Domain.Assignments;
using Supervision.Domain.Directives;
using Supervision.Domain.Officers;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Capacities, scopes, roles, suspensions and conflicts of interest.</summary>
internal static class RefusedOfficers
{
    private static readonly OfficerCommand.AppointOfficer Plain =
        Appoint(OfficerRole.Inspector) with { Role = null, Powers = [Power.Inspect] };

    private static readonly OfficerCommand.AppointOfficer ByHimself =
        Plain with { Officer = Admin.Id, Powers = [Power.Assign] };

    private static readonly Acting.Officer Scoped = Leader with { Mandate = New };

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("capacity.not_delegated", "TUQ. under a mandate of his own", () => Assembled().On("02/06").When(Chairman,
            IssueDecision, capacity: Capacity.TUQ)),
        new("capacity.not_delegated", "TUQ. given by an appointment", () => Today().When(Admin,
            Plain with { Capacities = [Capacity.TUQ] })),
        new("capacity.delegate_signs_so", "a delegate signs in his own name", () => Delegated().On("14/07").When(
            SytDelegate, Require, capacity: Capacity.Self)),
        new("capacity.delegate_signs_so", "a delegate signs for the head", () => Delegated().On("14/07").When(
            SytDelegate, Require, capacity: Capacity.KT)),
        new("capacity.not_of_mandate", "KT. without being a deputy", () => Assembled().On("02/06").When(Chairman,
            IssueDecision, capacity: Capacity.KT)),
        new("capacity.not_of_mandate", "TL. in the system, unasked", () => Entrusted().When(PartyCommittee,
            Draft(T07, T07Clears), capacity: Capacity.TL)),
        new("capacity.not_of_mandate", "Q. by a deputy", () => Today().Given(Admin, Plain with
        {
            Powers = [Power.Assign],
            Capacities = [Capacity.KT],
        }).When(Scoped, Draft(T07, T07Clears), capacity: Capacity.Q)),
        new("capacity.not_collective", "TM. for a department", () => Today().When(Admin,
            Plain with { Capacities = [Capacity.TM] })),
        new("capacity.deputy_or_acting", "KT. and Q. at once", () => Today().When(Admin,
            Plain with { Capacities = [Capacity.KT, Capacity.Q] })),
        new("mandate.out_of_scope", "an inspector of communes records against a hospital", () => Fieldwork()
            .Given(Admin, Plain with { Scope = [CommuneE], From = Day("08/06") }).When(Scoped, RecordF1)),
        new("mandate.out_of_scope", "a decision on a hospital by who decides on communes", () => Assembled().On("02/06")
            .Given(Admin, Plain with
            {
                Body = Ubnd, Powers = [Power.DecideInspection], Scope = [CommuneE], From = Day("02/06"),
            }).When(Scoped, IssueDecision with { Document = Paper("120/QĐ-UBND", "02/06", Ubnd, Leader) })),
        new("mandate.out_of_scope", "an assigner of communes charges a department", () => Entrusted().On("02/07")
            .Given(Admin, Plain with { Body = DuUb, Powers = [Power.Assign], Scope = [CommuneE] })
            .When(Scoped, Draft(T07, T07Clears))),
        new("mandate.out_of_scope", "a verifier of communes accepts from a hospital", () => Submitted().Given(Admin,
            Plain with { Powers = [Power.Verify], Scope = [CommuneE], From = Day("12/08") }).When(Scoped,
                new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"))),
        new("mandate.out_of_scope", "an assigner of communes accepts from a department", () => Handed().Given(Admin,
            Plain with { Body = DuUb, Powers = [Power.Assign], Scope = [CommuneE], From = Day("01/06") })
            .When(Scoped, new AssignmentCommand.AcceptProduct(T07, "Đạt"))),
        BeyondCommunes("a department's work is handed to a commune", Received, DuUb, Power.Assign,
            new AssignmentCommand.ReassignAssignment(T07, [Lead(CommuneE)], "Đổi")),
        BeyondCommunes("a commune's work is handed to a department", Received, DuUb, Power.Assign,
            new AssignmentCommand.ReassignAssignment(T11, [Lead(Syt)], "Đổi")),
        BeyondCommunes("a department's work is cancelled", Received, DuUb, Power.Assign,
            new AssignmentCommand.CancelAssignment(T07, "Thôi")),
        BeyondCommunes("a plan is sent to a department", Cascade.UnderWay, Tu, Power.IssuePlan, Cascade.Send),
        BeyondCommunes("a directive is sent to a department", Cascade.Arrived, Tu, Power.Assign,
            new DirectiveCommand.SendDirective(Cascade.D52, [new(Syt)], IssuePlan.Document)),
        BeyondCommunes("another body is charged with the reviews", Cascade.UnderWay, Tu, Power.IssuePlan,
            Cascade.Charge),
        BeyondCommunes("a department is directed", () => Planned().On("01/03"), Tu, Power.Direct, Cascade.Directing),
        BeyondCommunes("a department is asked in a review", Session.Opened, Ubkt, Power.Review,
            new ReviewCommand.AskReviewQuestion(Session.Review1, Syt, "Vì sao chậm?", Day("30/12"))),
        new("mandate.out_of_scope", "the proposal of a commune is answered by who answers hospitals", () => Cascade
            .Proposed().Given(Admin, Plain with
            {
                Body = Ubnd, Powers = [Power.AnswerProposals], Scope = [HospitalA], From = Day("02/03"),
            }).When(Scoped, new ProposalCommand.AcceptProposal(Cascade.Proposal1, "Đồng ý"))),
        new("mandate.beyond_own_scope", "a delegation that reaches further", () => Confirmed().On("13/07")
            .Given(Admin, Plain with
            {
                Body = Ubnd, Powers = [Power.RequireRemediation], Scope = [CommuneE], From = Day("13/07"),
            })
            .When(Scoped, Authorise with
            {
                Scope = [CommuneE, HospitalA],
                Document = Paper("143/QĐ-UBND", "13/07", Ubnd, Leader),
            })),
        new("mandate.delegated_to_himself", "the Chairman authorises the Chairman", () => Confirmed().On("13/07")
            .When(Chairman, Authorise with { Officer = Chairman.Id, Body = Ubnd })),
        new("mandate.delegate_without_post", "for a department to an officer of the hospital", () => Confirmed()
            .On("13/07").When(Chairman, Authorise with { Officer = Hospital.Id })),
        new("mandate.delegate_without_post", "to assign for the Committee, to an officer of the insurance", () =>
            Confirmed().On("13/07").When(Chairman, Authorise with
            {
                Officer = BhxhInspector.Id, Body = Ubnd, Powers = [Power.Assign],
            })),
        new("mandate.delegate_without_post", "to who leaves before it begins", () => Confirmed().On("13/07")
            .Given(Admin, new OfficerCommand.RevokeMandate(SytDirector.Id, SytDirector.Mandate, Day("14/07"), "Nghỉ"))
            .When(Chairman, Authorise with { From = Day("15/07") })),
        new("mandate.delegate_without_post", "by who left his post meanwhile", () => Delegated().Given(Admin,
            new OfficerCommand.RevokeMandate(SytDirector.Id, SytDirector.Mandate, Day("13/07"), "Chuyển công tác"))
            .On("14/07").When(SytDelegate, Require)),
        new("document.signer_without_post", "for his body's successor before the merger, by another's delegation",
            () => Merged(Confirmed().On("20/07"), Stc, Syt).Given(Chairman, Authorise with
            {
                Officer = StcHead.Id,
            }, Day("13/07")).When(Admin, Mergers.Rename(CommuneE, "151/QĐ-SYT") with
            {
                Document = Paper("151/QĐ-SYT", "14/07", Syt, StcHead),
            }, Day("14/07"))),
        new("document.signer_without_post", "by a delegate who left his post before he signed", () => Delegated()
            .Given(Admin, new OfficerCommand.RevokeMandate(SytDirector.Id, SytDirector.Mandate, Day("13/07"), "Nghỉ"))
            .On("14/07").When(Admin, Mergers.Rename(Stc, "151/QĐ-UBND") with
            {
                Document = Paper("151/QĐ-UBND", "14/07", Ubnd, SytDelegate),
            })),
        new("body.unknown", "an appointment that reaches nobody", () => Today().When(Admin,
            Plain with { Scope = [CommuneE, new BodyCode("NOBODY")] })),
        new("body.unknown", "a delegation that reaches nobody", () => Confirmed().On("13/07").When(Chairman,
            Authorise with { Scope = [new BodyCode("NOBODY")] })),
        new("mandate.begins_before", "yesterday, without a document", () => Today().When(Admin,
            Plain with { From = Day("01/07") })),
        new("mandate.begins_before", "the setting up, too", () => RefusedSetUp.Begun().When(Acting.Setup,
            RefusedSetUp.FirstAdministrator with { From = Day("11/01") })),
        new("mandate.begins_before", "before the document that appoints him", () => Today().When(Admin,
            Plain with { From = Day("29/06"), Document = ChairmanPaper("13/QĐ-UBND", "30/06") }, Day("30/06"))),
        new("role.not_in_table", "before any table was adopted", () => Today().When(Admin,
            Appoint(OfficerRole.Inspector))),
        new("role.not_in_table", "a role left out of it", () => Today().Given(Admin, AdoptRoles).When(Admin,
            Appoint(OfficerRole.Receiver))),
        new("mandate.no_powers", "a role without powers", () => Today().Given(Admin, AdoptRoles).When(Admin,
            Appoint(OfficerRole.PartyReviewer))),
        new("role.or_powers", "a role and powers", () => Today().Given(Admin, AdoptRoles).When(Admin,
            Appoint(OfficerRole.Inspector) with { Powers = [Power.Verify] })),
        new("role.listed_twice", "the same role twice", () => Today().When(Admin, Mergers.Hashed(AdoptRoles with
        {
            Roles = [.. AdoptRoles.Roles, AdoptRoles.Roles[0] with { Powers = [] }],
        }))),
        new("role.administer_with_content", "in a table", () => Today().When(Admin, Mergers.Hashed(AdoptRoles with
        {
            Roles = [new RolePowers(OfficerRole.Administrator, [Power.Administer, Power.Verify])],
        }))),
        new("mandate.review_stands_alone", "in a table", () => Today().When(Admin, Mergers.Hashed(AdoptRoles with
        {
            Roles = [new RolePowers(OfficerRole.PartyReviewer, [Power.Review, Power.Verify])],
        }))),
        new("role.administer_with_content", "in an appointment", () => Today().When(Admin,
            Plain with { Powers = [Power.Record, Power.Administer] })),
        new("role.administer_with_content", "an administrator is appointed to assign", () => Today().When(Admin,
            ByHimself with { Document = ChairmanPaper("13/QĐ-UBND", "02/07") })),
        new("mandate.appointed_to_himself", "by nobody's document", () => Today().When(Admin, ByHimself)),
        new("mandate.appointed_to_himself", "by his own document", () => Today().When(Admin,
            ByHimself with { Document = Paper("13/QĐ-UBND", "02/07", Ubnd, Admin) })),
        new("mandate.appointed_to_himself", "to cases, once he administers no more", () => WithAdministrator()
            .On("01/08").Given(FocalF, new OfficerCommand.RevokeMandate(Admin.Id, Admin.Mandate, Day("31/08"), "Hết"))
            .When(Admin, ByHimself with { From = Day("01/09") })),
        new("role.administer_with_content", "who inspects is to administer too", () => Today().When(Admin,
            Plain with { Powers = [Power.Administer] })),
        new("role.administer_with_content", "who is to administer from next month on", () => Mergers.WithAdministrator()
            .When(Admin, Mergers.AssignerTo("01/08"))),
        new("role.administer_with_content", "an administrator is authorised", () => Confirmed().On("13/07").When(
            Chairman, Authorise with { Officer = Admin.Id, Body = Ubnd })),
        new("role.version_not_next", "the same version with other content", () => Today().Given(Admin, AdoptRoles)
            .When(Admin, Mergers.Hashed(AdoptRoles with { Basis = "Bảng khác" }))),
        new("role.version_not_next", "a number far ahead, which would leave none for the next", () => Today()
            .Given(Admin, AdoptRoles).When(Admin, Second(9_999, "03/07"))),
        new("role.version_not_next", "a first table that is not version 1", () => Today().When(Admin,
            Second(2, "03/07"))),
        new("role.backdated", "a second table in force from today", () => Today().Given(Admin, AdoptRoles)
            .When(Admin, Second(2, "02/07"))),
        new("document.number_wrong", "a table approved by no number", () => Today().When(Admin,
            AdoptRoles with { Approval = AdoptRoles.Approval with { Number = "khẩn" } })),
        new("document.signer_without_post", "a table approved by who heads another body", () => Today().When(Admin,
            AdoptRoles with { Approval = Paper("12/QĐ-SYT", "12/01", Syt, Chairman) })),
        new("role.content_hash_wrong", "the hash of another content", () => Today()
            .When(Admin, AdoptRoles with { Basis = "Bảng khác" })),
        new("mandate.lacks_power", "a clerk adopts a table of roles", () => Today().When(Clerk, AdoptRoles)),
        new("act.in_the_system_takes_no_date", "an appointment of yesterday without a document", () => Today()
            .When(Admin, Plain, Day("01/07"))),
        new("recorder.not_allowed", "an appointment without a document, entered by a clerk", () => Today()
            .When(Admin, Plain, recorder: Clerk)),
        new("document.number_wrong", "an appointment by a document without a number", () => Today().When(Admin,
            Plain with { Document = ChairmanPaper("khẩn", "02/07") })),
        new("officer.suspended", "he acts", () => Assigned().Given(Admin, Suspend(SytFocal, "12/01")).When(SytFocal,
            new AssignmentCommand.ReceiveAssignment(T07))),
        new("officer.suspended", "he records", () => Assembled().On("02/06").Given(Admin, Suspend(Clerk, "02/06"))
            .When(Chairman, IssueDecision, recorder: Clerk)),
        new("officer.suspended", "he records himself what he did before", () => Assembled().On("02/06")
            .Given(Admin, Suspend(Chairman, "03/06")).On("03/06").When(Chairman, IssueDecision, Day("02/06"))),
        new("mandate.delegation_ended", "the delegator is suspended", () => Delegated().Given(Admin,
            Suspend(Chairman, "14/07")).On("14/07").When(SytDelegate, Require)),
        new("inspection.member_without_mandate", "a suspended officer is sent", () => Decided().Given(Admin,
            Suspend(BhxhInspector, "02/06")).When(BhxhHead, Nominate(BhxhInspector.Id))),
        new("officer.suspension_in_the_past", "from yesterday", () => Today().When(Admin, Suspend(Leader, "01/07"))),
        new("officer.suspension_in_the_past", "reinstated yesterday", () => Today().Given(Admin,
            Suspend(Leader, "02/07")).When(Admin,
                new OfficerCommand.ReinstateAccount(Leader.Id, Day("01/07"), "Xong"))),
        new("officer.own_account", "an administrator suspends himself", () => Today().When(Admin,
            Suspend(Admin, "02/07"))),
        new("officer.own_account", "who is suspended from tomorrow on lifts it today", () => Today()
            .Given(Facts.StreamOf(Admin.Id), new OfficerEvent.AccountSuspended(Day("03/07"), "Kỷ luật"))
            .When(Admin, new OfficerCommand.ReinstateAccount(Admin.Id, Day("03/07"), "Xong"))),
        new("officer.own_account", "an administrator revokes what he administers by", () => Today().When(Admin,
            new OfficerCommand.RevokeMandate(Admin.Id, Admin.Mandate, Day("02/07"), "Thôi việc"))),
        new("officer.unknown", "nobody is suspended", () => Today().When(Admin,
            new OfficerCommand.SuspendAccount(new OfficerId(Id("nobody")), Day("02/07"), "Kỷ luật"))),
        new("mandate.lacks_power", "a clerk suspends", () => Today().When(Clerk, Suspend(Leader, "02/07"))),
        new("officer.in_conflict", "the team leader of a decision", () => Assembled().On("02/06")
            .Given(Leader, Declare).When(Chairman, IssueDecision)),
        new("officer.in_conflict", "a member is sent", () => Decided().Given(BhxhInspector, Declare).When(BhxhHead,
            Nominate(BhxhInspector.Id))),
        new("officer.in_conflict", "a member who declared it after he joined", () => Fieldwork().On("10/06")
            .Given(BhxhInspector, Declare).When(BhxhInspector, RecordF1)),
        new("officer.in_conflict", "the verifier", () => Submitted().Given(SytDirector, Declare).When(SytDirector,
            new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"))),
        new("officer.in_conflict", "who answers the product", () => Handed().Given(PartyCommittee,
            new OfficerCommand.DeclareConflict(Syt, "Người thân là giám đốc")).When(PartyCommittee,
                new AssignmentCommand.AcceptProduct(T07, "Đạt"))),
        new("officer.in_conflict", "who grants more time", () => AskedForMore().When(PartyCommittee,
            new AssignmentCommand.GrantExtension(T07, Day("15/10"), "Đồng ý"))),
        new("officer.in_conflict", "who refuses more time", () => AskedForMore().When(PartyCommittee,
            new AssignmentCommand.RefuseExtension(T07, "Không"))),
        new("officer.in_conflict", "who accepts a proposal", () => InConflictWithProposer().When(UbndOffice,
            new ProposalCommand.AcceptProposal(Cascade.Proposal1, "Đồng ý"))),
        new("officer.in_conflict", "who rejects a proposal", () => InConflictWithProposer().When(UbndOffice,
            new ProposalCommand.RejectProposal(Cascade.Proposal1, "Không"))),
        new("officer.in_conflict", "with the body that the subject succeeded", () => Merged(Fieldwork().Given(
            BhxhInspector, Declare), HospitalA, HospitalB).SuccessionRuns().When(BhxhInspector, RecordF1)),
        new("inspection.body_without_member", "all of a body before the team was formed", () => Decided().On("03/06")
            .Given(BhxhHead, Nominate(BhxhInspector.Id)).Given(BhxhInspector, Declare).When(StcHead,
                Nominate(StcInspector.Id))),
        new("officer.own_conflict", "he says himself that it is over", () => Today().Given(StcHead, Declare).When(
            StcHead, new OfficerCommand.WithdrawConflict(StcHead.Id, HospitalA, "Hết"))),
        new("mandate.other_body", "the head of another body says so", () => Today().Given(StcInspector, Declare).When(
            BhxhHead, new OfficerCommand.WithdrawConflict(StcInspector.Id, HospitalA, "Hết"))),
        new("officer.unknown", "a conflict of nobody is over", () => Today().When(StcHead,
            new OfficerCommand.WithdrawConflict(new OfficerId(Id("nobody")), HospitalA, "Hết"))),
        new("body.unknown", "a conflict with nobody", () => Today().When(StcHead,
            new OfficerCommand.DeclareConflict(new BodyCode("NOBODY"), "Người thân"))),
    ];

    private static Case BeyondCommunes(string when, Func<Situation> given, BodyCode body, Power power,
        Command command) => new("mandate.out_of_scope", when + " by who acts upon communes", () =>
        {
            var s = given();
            return s.Given(Admin, Plain with { Body = body, Powers = [power], Scope = [CommuneE], From = s.Today })
                .When(Scoped, command);
        });

    private static Addressee Lead(BodyCode body) => new(body, AssignmentVerb.Giao, AssignmentRole.Lead);

    private static OfficerCommand Declare => new OfficerCommand.DeclareConflict(HospitalA, "Người thân làm việc ở đó");

    private static RoleTableCommand Second(int version, string from) =>
        Mergers.Hashed(AdoptRoles with { Version = version, EffectiveFrom = Day(from) });

    private static Situation AskedForMore() => Received().On("25/09")
        .Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ số liệu"))
        .Given(PartyCommittee, new OfficerCommand.DeclareConflict(Syt, "Người thân là giám đốc"));

    private static Situation InConflictWithProposer() => Cascade.Proposed().Given(UbndOffice,
        new OfficerCommand.DeclareConflict(CommuneE, "Người thân là chủ tịch xã"));

    private static Situation Today() => Assembled().On("02/07");

    private static Situation Handed() => Received().On("01/06").Given(SytFocal,
        HandIn(T07));

    private static OfficerCommand Suspend(Acting.Officer who, string from) =>
        new OfficerCommand.SuspendAccount(who.Id, Day(from), "Đang xem xét kỷ luật");
}
