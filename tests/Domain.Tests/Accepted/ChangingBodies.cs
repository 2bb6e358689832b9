using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directives;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

public sealed class ChangingBodies
{
    [Fact]
    public void a_body_is_paired_with_its_Party_organisation_and_once()
    {
        var s = Assembled().When(Admin, new BodyCommand.PairBody(Tttp, DuUb))
            .Then((Tttp.Stream, new BodyEvent.BodyPaired(DuUb)));
        s.State<Body>(Tttp.Stream).PartyOrganisation.ShouldBe(DuUb);
        s.When(Admin, new BodyCommand.PairBody(Tttp, DuUb)).ThenNothing();
    }

    [Theory]
    [InlineData(BodyKind.Council)]
    [InlineData(BodyKind.Front)]
    [InlineData(BodyKind.Facility)]
    [InlineData(BodyKind.Party)]
    public void a_Party_organisation_manages_what_is_no_State_body(BodyKind kind) => Assembled()
        .Given(Admin, new BodyCommand.RegisterBody(CommuneF, kind, "Cơ quan mới", "A new body", Tu))
        .When(Admin, new BodyCommand.PlaceBody(CommuneF, DuUb))
        .Then((CommuneF.Stream, new BodyEvent.BodyPlaced(DuUb)));

    [Fact]
    public void a_body_gets_a_manager_and_once() => Assembled().When(Admin, new BodyCommand.PlaceBody(Tttp, Ubnd))
        .Then((Tttp.Stream, new BodyEvent.BodyPlaced(Ubnd)))
        .When(Admin, new BodyCommand.PlaceBody(Tttp, Ubnd)).ThenNothing();

    [Fact]
    public void a_body_is_renamed_and_keeps_its_old_name_for_the_days_before()
    {
        var rename = Rename(Stc, "11/QĐ-UBND");
        var s = WithNeighbour(Assembled().On("05/07"), Stc, Syt).When(Admin, rename, Day("02/07")).Then(
            ("body/STC", new BodyEvent.BodyRenamed(rename.NameVi, rename.NameEn, Day("02/07"), rename.Document)),
            ("docno/UBND/QĐ-UBND/2026/11", SettingUp.Taken(rename.Document)));
        var body = s.State<Body>("body/STC");
        body.NameOn(Day("01/07")).Vi.ShouldBe("Cơ quan STC");
        body.NameOn(Day("02/07")).Vi.ShouldBe("Sở Tài chính và Đầu tư");
    }

    [Fact]
    public void a_body_is_merged_from_the_day_of_the_act()
    {
        var merge = Merge(CommuneE, CommuneF, "10/QĐ-UBND");
        var s = WithNeighbour(Assembled().On("03/07"), CommuneE, CommuneF).On("05/07")
            .When(Admin, merge, Day("03/07")).Then(
            ("body/XA-E", new BodyEvent.BodyMerged(CommuneF, Day("03/07"), merge.Document)),
            ("docno/UBND/QĐ-UBND/2026/10", SettingUp.Taken(merge.Document)));
        s.State<Body>("body/XA-E").StandsOn(Day("02/07")).ShouldBeTrue();
        s.State<Body>("body/XA-E").StandsOn(Day("03/07")).ShouldBeFalse();
    }

    [Fact]
    public void what_a_dissolved_body_left_open_is_taken_over_in_its_stream()
    {
        var dissolve = Dissolve(CommuneE, CommuneF, "12/QĐ-UBND");
        var take = new SuccessionCommand.TakeOver(T11Stream, CommuneE);
        WithNeighbour(Received().On("02/07"), CommuneE, CommuneF).Given(Admin, dissolve).When(Acting.Succession, take)
            .Then((T11Stream, new SuccessionEvent.TakenOver(CommuneE, CommuneF, dissolve.Document)))
            .When(Acting.Succession, take).ThenNothing();
    }

    [Fact]
    public void the_successor_goes_on_with_what_it_took_over()
    {
        var s = Staffed(Merged(Received().On("02/07"), CommuneE, CommuneF).SuccessionRuns())
            .Given(FocalF, HandIn(T11))
            .Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T11, "Đạt"));
        s.State<Assignment>(T11Stream).Product!.MetOn.ShouldBe(Day("02/07"));
        s.State<Assignment>(T11Stream).Lead.ShouldBe(CommuneF);
    }

    [Fact]
    public void a_miss_stays_with_the_body_that_missed_and_the_act_passes_on()
    {
        var s = Merged(Received().On("02/07").ClockRuns(), CommuneE, CommuneF).SuccessionRuns();
        var product = s.State<Assignment>(T11Stream).Product!;
        product.Missed.ShouldBeTrue();
        product.MissedBy.ShouldBe(CommuneE);
        product.Body.ShouldBe(CommuneF);
        s.Log.Select(r => r.Event).OfType<ObligationEvent.ObligationMissed>().ShouldAllBe(m => m.Body != CommuneF);
    }

    [Fact]
    public void what_is_closed_keeps_the_old_body()
    {
        var s = Merged(Received().On("01/06").Given(CommuneOfficer,
            HandIn(T11)).Given(PartyCommittee,
            new AssignmentCommand.AcceptProduct(T11, "Đạt")), CommuneE, CommuneF).SuccessionRuns();
        s.State<Assignment>(T11Stream).Lead.ShouldBe(CommuneE);
        s.Log.Select(r => r.Event).OfType<SuccessionEvent>().ShouldBeEmpty();
    }

    [Fact]
    public void a_finding_whose_money_is_recovered_keeps_the_old_subject_and_an_unpaid_one_does_not()
    {
        Merged(Paid(), HospitalA, HospitalB).SuccessionRuns()
            .State<Findings.Finding>(Facts.StreamOf(F1)).Subject.ShouldBe(HospitalA);
        Merged(Acknowledged(), HospitalA, HospitalB).SuccessionRuns()
            .State<Findings.Finding>(Facts.StreamOf(F1)).Subject.ShouldBe(HospitalB);
    }

    [Fact]
    public void a_chain_of_mergers_passes_on_to_the_last_that_stands()
    {
        var s = Merged(Received().On("02/07"), CommuneE, CommuneF);
        s.Given(Admin, Merge(CommuneF, StationE, "14/QĐ-UBND")).SuccessionRuns();
        s.State<Assignment>(T11Stream).Lead.ShouldBe(StationE);
        s.Log.Select(r => r.Event).OfType<SuccessionEvent.TakenOver>().Where(t => t.Predecessor == CommuneF)
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void an_act_done_before_the_day_is_recorded_late_by_the_successors_clerk() =>
        Merged(TeamFormed().On("02/07"), Syt, Ubnd).SuccessionRuns().On("03/07")
            .Given(Leader, Announce, Day("08/06"), Clerk)
            .State<Inspection>(CaseStream).AnnouncedOn.ShouldBe(Day("08/06"));

    [Fact]
    public void minutes_signed_before_the_day_hold_with_the_subjects_signer_of_then() =>
        Merged(SectionsSigned().On("24/06"), HospitalA, HospitalB).SuccessionRuns()
            .Given(Leader, Minutes, Day("23/06")).State<Inspection>(CaseStream).MinutesSigned.ShouldBeTrue();

    [Fact]
    public void one_receipt_of_a_successor_meets_what_both_owed()
    {
        var s = Merged(Assigned(), Stc, Bhxh).SuccessionRuns();
        s.State<Assignment>(T07Stream).Clears.Addressees.Count.ShouldBe(2);
        s.Given(BhxhHead, new AssignmentCommand.ReceiveAssignment(T07));
        s.State<Assignment>(T07Stream).Obligations.Where(o => o.Body == Bhxh).ShouldAllBe(o => o.MetOn != null);
    }

    [Fact]
    public void a_successor_that_had_received_receives_again_for_the_body_that_had_not()
    {
        var s = Merged(Assigned().On("13/01").Given(BhxhHead, new AssignmentCommand.ReceiveAssignment(T07)), Stc, Bhxh)
            .SuccessionRuns();
        s.State<Assignment>(T07Stream).ReceivedBy.ShouldBeEmpty();
        s.Given(BhxhHead, new AssignmentCommand.ReceiveAssignment(T07))
            .State<Assignment>(T07Stream).Obligations.IsOpenFor(Bhxh).ShouldBeFalse();
    }

    [Fact]
    public void a_successor_reports_on_an_ended_plan_what_its_predecessor_still_owed()
    {
        var s = Merged(Cascade.Closed().On("22/12").ClockRuns(), Syt, Stc).SuccessionRuns()
            .Given(StcHead, Cascade.Report("Cả năm"));
        s.State<Plans.Plan>(Cascade.PlanStream).Obligations.Single(o => o.Key == Circulation.ReportKey(Syt, 1))
            .MetOn.ShouldBe(Day("22/12"));
    }

    [Fact]
    public void what_was_sent_before_the_merger_and_is_entered_after_it_is_the_successors()
    {
        var s = Merged(Cascade.InCommittee().On("02/03"), Stc, Syt).SuccessionRuns().Given(PartySecretary,
            Cascade.Send with { Recipients = [new(Stc, null, Day("15/07"))] }, Cascade.Day1).SuccessionRuns();
        var plan = s.State<Plans.Plan>(Cascade.PlanStream);
        plan.Circulation.Recipients.Select(r => r.Body).ShouldBe([DuUb, Ubnd, Syt]);
        plan.Obligations.Single(o => o.Key == Circulation.AcknowledgeKey(Stc)).Body.ShouldBe(Syt);
    }

    private static readonly Recipient Own = new(Stc, Day("31/03"), Day("30/06"), ReportCycle.HalfYear);

    // The plan reached the one in time; that it had been sent to the other too is entered before or after the merger.
    private static Situation ToBoth(bool late)
    {
        var own = Cascade.Send with { Recipients = [Own] };
        var s = Cascade.PlanReceived();
        if (!late)
            s.Given(PartySecretary, own, Cascade.Day1);
        Merged(s.On("02/03"), Syt, Stc).SuccessionRuns();
        return late ? s.Given(PartySecretary, own, Cascade.Day1) : s;
    }

    private static Circulation Circulation1(Situation s) => s.State<Plans.Plan>(Cascade.PlanStream).Circulation;

    [Fact]
    public void what_was_sent_to_the_successor_too_and_is_entered_late_stands_once_as_if_entered_in_time()
    {
        var (late, inTime) = (ToBoth(late: true), ToBoth(late: false));
        Circulation1(late).Recipients.ShouldBe(Circulation1(inTime).Recipients, ignoreOrder: true);
        Circulation1(late).Acknowledged.ShouldBe(Circulation1(inTime).Acknowledged);
        Owed(late).ShouldBe(Owed(inTime), ignoreOrder: true);
        Owed(late).Where(o => o.Item2 == Stc).Select(o => o.Key).ShouldBe(
            ["report/SYT/1", "acknowledge/STC", "plan/STC", "report/STC/1"], ignoreOrder: true);

        static IEnumerable<(string Key, BodyCode, bool)> Owed(Situation s) => s.State<Plans.Plan>(Cascade.PlanStream)
            .Obligations.Select(o => (o.Key, o.Body, o.IsOpen));
    }

    [Fact]
    public void what_was_sent_to_the_successor_too_is_entered_once_and_not_sent_to_it_after_the_merger()
    {
        var own = Cascade.Send with { Recipients = [Own] };
        ToBoth(late: true).When(PartySecretary, own, Cascade.Day1).ThenRefused("circulation.twice");
        var s = Merged(Cascade.PlanReceived().On("02/03"), Syt, Stc).SuccessionRuns().On("03/03");
        s.When(PartySecretary, own, Day("02/03")).ThenRefused("circulation.twice");
        s.When(PartySecretary, own, Day("01/03")).Answer.ShouldBeOfType<Answer.Events>();
    }

    [Fact]
    public void what_is_entered_late_for_the_successor_itself_it_confirms_anew()
    {
        var s = Merged(Cascade.PlanReceived().On("02/03"), Syt, Stc).SuccessionRuns();
        Circulation1(s).Acknowledged.ShouldContain(Stc);
        s.Given(PartySecretary, Cascade.Send with { Recipients = [Own] }, Cascade.Day1)
            .When(StcHead, Cascade.Report("Quý I")).ThenRefused("circulation.not_acknowledged");
        s.Given(StcHead, new Plans.PlanCommand.AcknowledgePlan(ThePlan)).Given(StcHead, Cascade.Report("Quý I"))
            .State<Plans.Plan>(Cascade.PlanStream).Obligations.Single(o => o.Key == Circulation.AcknowledgeKey(Stc))
            .MetOn.ShouldBe(Day("02/03"));
    }

    [Fact]
    public void the_plan_that_a_successor_issued_in_its_predecessors_place_meets_what_is_entered_late_for_itself()
    {
        Recipient Sent(BodyCode to) => new(to, Day("31/03"));
        var s = Merged(Cascade.UnderWay().Given(PartySecretary, Cascade.Send with { Recipients = [Sent(Syt)] })
            .On("20/02"), Syt, CommuneE).SuccessionRuns().On("25/02").Given(CommuneHead, Cascade.Commune with
            {
                Parent = new Plans.PlanParent(Plan: ThePlan),
            })
            .Given(PartySecretary, Cascade.Send with { Recipients = [Sent(CommuneE)] }, Cascade.Day1);
        s.State<Plans.Plan>(Cascade.PlanStream).Obligations.Where(o => o.Kind == ObligationKind.IssueOwnPlan)
            .Select(o => (o.Key, o.MetOn)).ShouldBe(
            [("plan/SYT", Day("25/02")), ("plan/XA-E", Day("25/02"))]);
    }

    [Fact]
    public void a_body_is_sent_to_once_as_it_stood_on_the_day_along_a_chain_of_mergers()
    {
        var s = Merged(Cascade.PlanReceived().On("02/03"), Syt, Stc).On("05/03")
            .Given(Admin, new BodyCommand.PlaceBody(Bhxh, Ubnd))
            .Given(Admin, Merge(Stc, Bhxh, "14/QĐ-UBND", "05/03")).SuccessionRuns();
        Situation Enter(BodyCode to, string day) => s.When(PartySecretary,
            Cascade.Send with { Recipients = [new(to)] }, Day(day));
        Enter(Stc, "03/03").ThenRefused("circulation.twice");
        Enter(Bhxh, "05/03").ThenRefused("circulation.twice");
        Enter(Bhxh, "04/03").Answer.ShouldBeOfType<Answer.Events>();
        Enter(Stc, "01/03").Record().SuccessionRuns();
        s.State<Plans.Plan>(Cascade.PlanStream).Obligations.Single(o => o.Key == Circulation.AcknowledgeKey(Stc)).Body
            .ShouldBe(Bhxh);
    }

    // The one reports once, by 15/07; the other every half-year, first by 30/06.
    private static Situation TwoReporters() => Merged(Cascade.UnderWay().Given(PartySecretary, Cascade.Send with
    {
        Recipients = [new(Syt, null, Day("15/07")), new(Stc, null, Day("30/06"), ReportCycle.HalfYear)],
    }).Given(SytFocal, new Plans.PlanCommand.AcknowledgePlan(ThePlan))
        .Given(StcHead, new Plans.PlanCommand.AcknowledgePlan(ThePlan)).On("20/01"), Stc, Syt).SuccessionRuns();

    private static IEnumerable<(string, DateOnly, DateOnly?)> Reports(Situation s) =>
        s.State<Plans.Plan>(Cascade.PlanStream).Obligations.Where(o => o.Kind == ObligationKind.ReportImplementation)
            .Select(o => (o.Key, o.Due, o.MetOn));

    [Fact]
    public void a_successor_of_two_recipients_meets_the_older_report_first_and_goes_on_in_the_others_cycle()
    {
        var s = TwoReporters().On("25/06").Given(SytFocal, Cascade.Report("Sáu tháng"));
        Reports(s).ShouldBe([("report/SYT/1", Day("15/07"), null), ("report/STC/1", Day("30/06"), Day("25/06"))]);
        Reports(s.On("10/07").Given(SytFocal, Cascade.Report("Bổ sung"))).ShouldBe(
        [
            ("report/SYT/1", Day("15/07"), Day("10/07")), ("report/STC/1", Day("30/06"), Day("25/06")),
            ("report/SYT/3", Day("30/12"), null),
        ]);
    }

    [Fact]
    public void one_report_of_a_successor_answers_for_all_that_are_overdue() =>
        Reports(TwoReporters().On("20/07").ClockRuns().Given(SytFocal, Cascade.Report("Sáu tháng"))).ShouldBe(
        [
            ("report/SYT/1", Day("15/07"), Day("20/07")), ("report/STC/1", Day("30/06"), Day("20/07")),
            ("report/SYT/3", Day("30/12"), null),
        ]);

    [Fact]
    public void one_nomination_of_a_successor_meets_what_both_were_asked_and_forms_the_team()
    {
        var s = Merged(Decided(), Bhxh, Stc).SuccessionRuns().Given(StcHead, Nominate(StcInspector.Id));
        s.State<Inspection>(CaseStream).Stage.ShouldBe(InspectionStage.TeamFormed);
        s.State<Inspection>(CaseStream).Obligations.ShouldAllBe(o => o.MetOn != null);
    }

    [Fact]
    public void a_section_counts_as_signed_only_when_both_bodies_had_signed_theirs()
    {
        var s = Found().On("22/06").Given(BhxhInspector, new InspectionCommand.SignSection(Joint));
        Merged(s, Bhxh, Stc).SuccessionRuns().State<Inspection>(CaseStream).SignedSections.ShouldBeEmpty();
        Merged(SectionsSigned(), Bhxh, Stc).SuccessionRuns().State<Inspection>(CaseStream).SignedSections
            .ShouldBe([Syt, Stc], ignoreOrder: true);
    }

    [Fact]
    public void who_came_to_lead_what_it_assigned_reassigns_it_and_what_waited_for_its_own_answer_ends()
    {
        var s = LeadOfItself(Received().On("25/09").Given(SytFocal,
            new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ")).Given(SytFocal, HandIn(T07)));
        s.When(PartyCommittee, new AssignmentCommand.AcceptProduct(T07, "Đạt"))
            .ThenRefused("assignment.own_product");
        var t07 = s.Given(PartyCommittee, ToStc).State<Assignment>(T07Stream);
        (t07.Lead, t07.Stage, t07.OpenRequest).ShouldBe((Stc, AssignmentStage.Issued, null));
        t07.Obligations.Where(o => o.IsOpen).ShouldAllBe(o => o.Body == Stc);
        s.Given(StcHead, new AssignmentCommand.ReceiveAssignment(T07)).Given(StcHead, Register(EvidenceOf(Stc)))
            .Given(StcHead, HandIn(T07, by: Stc)).Given(PartyCommittee,
            new AssignmentCommand.AcceptProduct(T07, "Đạt"));
        s.State<Assignment>(T07Stream).Stage.ShouldBe(AssignmentStage.Done);
    }

    [Fact]
    public void where_the_owner_came_to_be_its_own_verifier_the_Inspectorate_takes_over_and_answers()
    {
        var s = OwnVerifier();
        var before = s.State<Remediation>(R1Stream).Obligations;
        s.On("14/08").ClockRuns().When(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1)).Then((
            R1Stream, new RemediationEvent.VerificationTakenOver(Tttp,
                Rules.Deadline.After(Day("14/08"), Rules.LimitIds.AnswerSubmission, new Facts(s.States)))));
        var r = s.State<Remediation>(R1Stream);
        r.RequiringBody.ShouldBe(Tttp);
        r.Obligations.Where(o => o.Kind is ObligationKind.AnswerSubmission or ObligationKind.AnswerExtension)
            .Select(o => (o.Key, o.Body, o.EndedOn, o.Due)).ShouldBe(
            [
                ("answer-submission/2/1", Syt, Day("14/08"), before.Single(o => o.Key == "answer-submission/2/1").Due),
                ("answer-extension/2/2", Syt, Day("14/08"), before.Single(o => o.Key == "answer-extension/2/2").Due),
                ("answer-submission/2/3", Tttp, null, Day("21/08")), ("answer-extension/2/4", Tttp, null, Day("21/08")),
            ]);
        r.Obligations.Where(o => o.IsOpen).ShouldAllBe(o => o.Body != o.OwedTo);
        s.Given(InspectorateVerifier, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"))
            .State<Remediation>(R1Stream).Obligations.Where(o => o.Body == Tttp).ShouldAllBe(o => !o.IsOpen);
    }

    [Fact]
    public void what_a_clock_that_was_down_had_not_recorded_comes_before_the_Inspectorate() => OwnVerifier()
        .On("29/08").Given(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1)).ClockEvents(R1Stream)
        .ShouldContain("Escalated 28/08 measure/1");

    [Fact]
    public void evidence_of_the_predecessor_is_its_successors()
    {
        var s = Merged(Acknowledged().On("12/08").Given(Hospital, Register(EvidenceOf(HospitalA, 2))), HospitalA,
            HospitalB).SuccessionRuns()
            .Given(Admin, new Officers.OfficerCommand.RegisterOfficer(FocalF.Id, "Cán bộ", HospitalB))
            .Given(Admin, new Officers.OfficerCommand.AppointOfficer(FocalF.Id, FocalF.Mandate, HospitalB, "Đầu mối",
                [Officers.Power.Execute], Day("12/08")));
        s.Given(FocalF, Submit(2)).State<Remediation>(R1Stream).ObligationFor(2).IsPending.ShouldBeTrue();
    }
}
