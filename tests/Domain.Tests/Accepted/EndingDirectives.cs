using Supervision.Domain.Directives;
using Supervision.Domain.Obligations;
using Supervision.Domain.Plans;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>A later document of its issuer ends a directive: what is owed for it then, and what stays.</summary>
public sealed class EndingDirectives
{
    [Fact]
    public void takes_the_number_of_the_document_and_names_the_directive_in_its_place()
    {
        var next = new DirectiveId(Id("60-CT/TW"));
        Arrived().On("02/07").When(PartyOffice, End, Day("01/07")).Then(
            (D52Stream, new DirectiveEvent.DirectiveEnded(End.Document, null)),
            ("docno/BBT/CT-TW/2025/60", new DocumentEvent.NumberTaken("60-CT/TW", Secretariat, Day("01/07"),
                End.Document.Sha256)));
        Arrived().On("02/07").Given(PartyOffice, Receive with
        {
            Directive = next,
            Document = End.Document,
            PlanBy = null,
            ReportBy = null,
            Cycle = null,
        }).When(PartyOffice, End with { By = next }).Then(
            (D52Stream, new DirectiveEvent.DirectiveEnded(End.Document, next)));
    }

    [Fact]
    public void ends_what_was_not_due_and_leaves_what_was_overdue()
    {
        // Owed: SYT a report by 31/03; the Standing Committee one each year, first by 31/12.
        var s = SentToSyt().On("02/07").ClockRuns().Given(PartyOffice, End, Day("01/07"));
        Owed(s, Circulation.ReportKey(Syt, 1)).IsOpen.ShouldBeTrue("It was due before the end");
        Owed(s, Circulation.ReportKey(Tu, 1)).EndedOn.ShouldBe(Day("01/07"));
        s.On("03/07").Given(SytFocal, new DirectiveCommand.ReportImplementation(D52, "Đã làm", []));
        Owed(s, Circulation.ReportKey(Syt, 1)).MetOn.ShouldBe(Day("03/07"));
        s.On("31/12").ClockRuns().ClockEvents(D52Stream).ShouldNotContain(
            e => e.Contains("report/TU", StringComparison.Ordinal));
    }

    [Fact]
    public void ends_an_overdue_plan_that_can_come_no_more_and_its_miss_stays()
    {
        var s = Arrived().On("02/07").Given(PartyOffice, End, Day("01/07")).ClockRuns();
        var plan = Owed(s, Circulation.PlanKey(Tu));
        (plan.IsOpen, plan.EndedOn, plan.Missed).ShouldBe((false, Day("01/07"), true));
    }

    [Fact]
    public void entered_late_clears_what_was_missed_after_it()
    {
        var s = SentToSyt().On("05/04").ClockRuns();
        Owed(s, Circulation.ReportKey(Syt, 1)).Missed.ShouldBeTrue();
        s.Given(PartyOffice, End with { Document = End.Document with { Date = Day("30/03") } }, Day("30/03"));
        Owed(s, Circulation.ReportKey(Syt, 1)).Missed.ShouldBeFalse();
    }

    [Fact]
    public void lets_enter_what_was_sent_and_issued_under_it_before()
    {
        var s = Arrived().On("02/07").ClockRuns().Given(PartyOffice, End, Day("01/07"))
            .Given(PartySecretary, UnderDirective, Day1)
            .Given(PartyOffice, new DirectiveCommand.SendDirective(D52, [new(Syt, Day("28/02"), Day("31/03"))],
                Paper("70-CV/TU", "12/01", Tu, PartySecretary)), Day("12/01"));
        var plan = Owed(s, Circulation.PlanKey(Tu));
        (plan.MetOn, plan.EndedOn, plan.Missed).ShouldBe((Day1, null, false));
        // The receipt would count from today, and no plan can come any more; the report was overdue at the end.
        Owed(s, Circulation.AcknowledgeKey(Syt)).EndedOn.ShouldBe(Day("01/07"));
        Owed(s, Circulation.PlanKey(Syt)).EndedOn.ShouldBe(Day("01/07"));
        Owed(s, Circulation.ReportKey(Syt, 1)).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void leaves_the_plans_that_carry_it_out_in_force() => UnderWay().On("02/07").Given(PartyOffice, End)
        .State<Plan>(PlanStream).Stage.ShouldBe(PlanStage.InForce);

    private static Situation SentToSyt() => Arrived().Given(PartyOffice, new DirectiveCommand.SendDirective(D52,
            [new(Syt, null, Day("31/03"))], new Document("70-CV/TU", Day1, Tu, PartyOffice.Id, Hash("70-CV/TU"))))
        .Given(SytFocal, new DirectiveCommand.AcknowledgeDirective(D52));

    private static Obligation Owed(Situation s, string key) =>
        s.State<Directive>(D52Stream).Obligations.Single(o => o.Key == key);
}
