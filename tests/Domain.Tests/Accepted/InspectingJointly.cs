using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Accepted.SettingUp;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>S4 up to the notice: 10 days from 08/06 end on 18/06, with 5 more on 23/06.</summary>
public sealed class InspectingJointly
{
    private static readonly Deadline ReportBy = new(Day("30/06"), LimitIds.Report, 1);

    [Fact]
    public void the_decision_asks_the_members_to_nominate_and_takes_its_number() => Assembled().On("03/06")
        .When(Chairman, IssueDecision, Day("02/06"), Clerk)
        .Then((CaseStream, new InspectionEvent.DecisionIssued(Joint, InspectionKind.KiemTraChuyenNganh, Ubnd, Syt,
                Leader.Id, [SytInspector.Id], [Bhxh, Stc], HospitalA, IssueDecision.Scope, Day("01/01"), Day("31/05"),
                10, IssueDecision.Document, Basis)),
            (CaseStream, new InspectionEvent.NominationRequested(Bhxh, Deadline.Set(Day("05/06")))),
            (CaseStream, new InspectionEvent.NominationRequested(Stc, Deadline.Set(Day("05/06")))),
            ("docno/UBND/QĐ-UBND/2026/120", Taken(IssueDecision.Document)));

    [Fact]
    public void the_last_nomination_forms_the_team() => Decided().On("03/06").When(BhxhHead, Nominate(BhxhInspector.Id))
        .Then((CaseStream, new InspectionEvent.MemberNominated(Bhxh, [BhxhInspector.Id])))
        .On("04/06").When(StcHead, Nominate(StcInspector.Id))
        .Then((CaseStream, new InspectionEvent.MemberNominated(Stc, [StcInspector.Id])),
            (CaseStream, new InspectionEvent.JointTeamFormed(Syt, Leader.Id,
            [
                new(Syt, Leader.Id), new(Syt, SytInspector.Id), new(Bhxh, BhxhInspector.Id), new(Stc, StcInspector.Id),
            ])));

    [Fact]
    public void the_duration_counts_from_the_announcement() => TeamFormed().On("08/06").When(Leader, Announce)
        .Then((CaseStream, new InspectionEvent.DecisionAnnounced(new Deadline(Day("18/06"), LimitIds.CheckDuration, 1),
                LeaderPaper("01/BB-SYT", "08/06"))),
            ("docno/SYT/BB-SYT/2026/1", Taken(LeaderPaper("01/BB-SYT", "08/06"))));

    [Fact]
    public void the_extension_is_added_to_the_duration() => Found().On("17/06").When(Chairman, Extend)
        .Then((CaseStream, new InspectionEvent.InspectionExtended(5, Day("18/06"),
                new Deadline(Day("23/06"), LimitIds.CheckExtension, 1), Extend.Reason, Extend.Document)),
            ("docno/UBND/QĐ-UBND/2026/131", Taken(Extend.Document)));

    [Fact]
    public void an_end_on_a_day_off_rolls_once_after_adding()
    {
        // 10 days from Wed 10/06 end on Sat 20/06 → Mon 22/06; 5 more end on Thu 25/06, not five after the Monday.
        var s = TeamFormed().On("10/06").Given(Leader, new InspectionCommand.AnnounceDecision(Joint,
            LeaderPaper("01/BB-SYT", "10/06")));
        s.State<Inspection>(CaseStream).EndsBy!.Due.ShouldBe(Day("22/06"));
        s.On("17/06").Given(Chairman, Extend).State<Inspection>(CaseStream).EndsBy!.Due.ShouldBe(Day("25/06"));
    }

    [Fact]
    public void a_section_lists_its_own_findings_and_their_sum() => Extended().On("22/06")
        .When(BhxhInspector, new InspectionCommand.SignSection(Joint))
        .Then((CaseStream, new InspectionEvent.MemberSectionSigned(Bhxh, BhxhInspector.Id, [F1], Dong(128_544_000))));

    [Fact]
    public void minutes_are_signed_by_the_leader_and_the_subject() => SectionsSigned().On("23/06").When(Leader, Minutes)
        .Then((CaseStream, new InspectionEvent.MinutesSigned(Leader.Id, Hospital.Id, Minutes.SubjectOpinion, null, null,
            Minutes.Document)), ("docno/SYT/BB-SYT/2026/2", Taken(Minutes.Document)));

    [Fact]
    public void a_commune_representative_stands_in_where_the_subject_refuses() => SectionsSigned().On("23/06")
        .When(Leader, Minutes with { SubjectSigner = null, CommuneRepresentative = CommuneOfficer.Id })
        .Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void the_fieldwork_ends_with_a_document() => SectionsSigned().On("23/06").Given(Leader, Minutes)
        .When(Leader, new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "23/06")))
        .Then((CaseStream, new InspectionEvent.FieldworkEnded(LeaderPaper("03/BB-SYT", "23/06"), ReportBy)),
            ("docno/SYT/BB-SYT/2026/3", Taken(LeaderPaper("03/BB-SYT", "23/06"))));

    [Fact]
    public void one_document_may_prove_two_acts_and_takes_its_number_once() => SectionsSigned().On("23/06")
        .Given(Leader, Minutes).When(Leader, new InspectionCommand.EndFieldwork(Joint, Minutes.Document))
        .Then((CaseStream, new InspectionEvent.FieldworkEnded(Minutes.Document, ReportBy)));

    [Fact]
    public void the_consolidated_total_is_the_sum_and_the_dissent_is_printed() => FieldworkEnded()
        .When(Leader, new InspectionCommand.ConsolidateReport(Joint, Dong(264_294_000)))
        .Then((CaseStream, new InspectionEvent.LeadReportConsolidated(Dong(264_294_000), [F1, F2, F3],
            [new PrintedDissent(F2, Bhxh, Dong(71_200_000))], new Deadline(Day("30/06"), LimitIds.Notify, 1))));

    [Fact]
    public void the_notice_gives_five_working_days()
    {
        var notified = new FindingEvent.FindingNotified(HospitalA, new Deadline(Day("03/07"), LimitIds.Explain, 1),
            Notify.Document, new Deadline(Day("17/07"), LimitIds.DecideFinding, 1), Ubnd);
        Reported().On("26/06").When(Leader, Notify).Then((Facts.StreamOf(F1), notified), (Facts.StreamOf(F2), notified),
            (Facts.StreamOf(F3), notified),
            (CaseStream, new InspectionEvent.FindingsNotified([F1, F2, F3], Notify.Document)),
            ("docno/SYT/TB-SYT/2026/45", Taken(Notify.Document)));
    }
}
