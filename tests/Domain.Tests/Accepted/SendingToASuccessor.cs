using Supervision.Domain.Directives;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>A body sent its plan to another, and was then merged into that one: sender and recipient are one.</summary>
public sealed class SendingToASuccessor
{
    private static readonly Acting.Officer SytPlanner = SytDirector with { Mandate = New };
    private static readonly Acting.Officer StcPlanner = StcHead with { Mandate = New };
    private static readonly Acting.Officer StcClerk = StcInspector with { Mandate = New };
    private static readonly Acting.Officer UbktClerk = Reviewer with { Mandate = New };

    private static readonly Acting.Officer UbktSender = Reviewer with { Mandate = new MandateId(Id("sender")) };

    private static readonly PlanCommand.IssuePlan OfSyt = new(new PlanId(Id("health plan")), "Kế hoạch của Sở Y tế",
        "Plan of the Department of Health", Paper("07/KH-SYT", "20/01", Syt, SytPlanner),
        Parent: new PlanParent(Plan: ThePlan));

    private static readonly PlanCommand.SendPlan ToFinance = new(OfSyt.Plan, [new(Stc, Day("28/02"))], OfSyt.Document);

    private static readonly DirectiveCommand.SendDirective OnToUbkt = new(D52,
        [new(Ubkt, Day("28/02"), Day("31/03"), ReportCycle.Quarter)], Paper("70-CV/TU", "20/01", Tu, PartySecretary));

    private static readonly DirectiveCommand.SendDirective OnToSyt = OnToUbkt with { Recipients = [new(Syt)] };

    private static Plan Sending(Situation s) => s.State<Plan>(Facts.StreamOf(OfSyt.Plan));

    private static Situation Issued() => Appointed(Appointed(PlanReceived().On("20/01"), SytPlanner, Syt,
        Power.IssuePlan), StcPlanner, Stc, Power.IssuePlan).Given(SytPlanner, OfSyt);

    private static Situation Appointed(Situation s, Acting.Officer who, BodyCode body, Power power) => s.Given(Admin,
        new OfficerCommand.AppointOfficer(who.Id, who.Mandate, body, "Chuyên trách", [power], s.Today));

    // Sent on 20/01, the merger is of 22/01; entered on the first day, or on the second after the merger.
    private static Situation Plans(bool late)
    {
        var s = late ? Issued() : Issued().Given(SytPlanner, ToFinance);
        Appointed(Merged(s.On("22/01"), Syt, Stc).SuccessionRuns(), StcClerk, Stc, Power.Record);
        return late ? s.Given(SytPlanner, ToFinance, Day("20/01"), StcClerk).SuccessionRuns() : s;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void makes_it_a_recipient_that_owes_itself_nothing(bool late)
    {
        var plan = Sending(Plans(late));
        plan.Issuer.ShouldBe(Stc);
        plan.Circulation.Recipients.ShouldBe([new Recipient(Stc, Day("28/02"))]);
        plan.Circulation.SentTo.ShouldBe([Stc]);
        plan.Obligations.ShouldAllBe(o => o.EndedOn == Day("22/01") && !o.Missed);
        plan.Obligations.Count.ShouldBe(late ? 0 : 2);
    }

    [Fact]
    public void is_entered_once() => Plans(late: true)
        .When(SytPlanner, ToFinance, Day("20/01"), StcClerk).ThenRefused("circulation.twice");

    [Fact]
    public void is_no_sending_any_more_from_the_day_of_the_merger()
    {
        var s = Merged(Issued().On("22/01"), Syt, Stc).SuccessionRuns();
        s.When(StcPlanner, ToFinance).ThenRefused("circulation.to_itself");
        // Nor is it one of a day before it, in the name of the successor.
        s.When(StcPlanner, ToFinance, Day("20/01")).ThenRefused("mandate.other_body");
    }

    [Fact]
    public void was_done_before_the_merger_by_who_had_a_mandate_in_the_sender_then()
    {
        var s = Appointed(Merged(Issued().On("22/01"), Syt, Stc).SuccessionRuns(), StcClerk, Stc, Power.Record);
        var toCommune = ToFinance with { Recipients = [new(CommuneE)] };
        var amend = new PlanCommand.AmendPlan(OfSyt.Plan, "I", Paper("08/KH-STC", "20/01", Stc, StcPlanner), "cũ",
            "mới");
        s.When(StcPlanner, toCommune, Day("20/01")).ThenRefused("mandate.other_body");
        s.When(StcPlanner, amend, Day("20/01")).ThenRefused("mandate.other_body");
        s.Given(StcPlanner, amend).Given(SytPlanner, toCommune, Day("20/01"), StcClerk);
        s.Given(StcPlanner, ToFinance with { Recipients = [new(StationE)] });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void of_a_directive_was_likewise_also_where_its_receipt_is_entered_after_the_merger(bool receivedLate)
    {
        var s = Appointed(Appointed(receivedLate ? Assembled().On("20/01") : Arrived().On("20/01"), UbktSender, Ubkt,
            Power.Assign), UbktClerk, Ubkt, Power.Record);
        Merged(s.On("22/01"), Tu, Ubkt).SuccessionRuns();
        if (receivedLate)
            s.Given(PartyOffice, Receive, Day("20/01"), UbktClerk).SuccessionRuns();
        s.When(UbktSender, OnToSyt, Day("20/01")).ThenRefused("mandate.other_body");
        s.Given(PartyOffice, OnToSyt, Day("20/01"), UbktClerk);
        s.Given(UbktSender, OnToSyt with { Recipients = [new(Stc)] });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void is_likewise_with_a_directive(bool late)
    {
        var s = Arrived().On("20/01");
        if (!late)
            s.Given(PartyOffice, OnToUbkt);
        Appointed(Merged(s.On("22/01"), Tu, Ubkt).SuccessionRuns(), UbktClerk, Ubkt, Power.Record);
        if (late)
            s.Given(PartyOffice, OnToUbkt, Day("20/01"), UbktClerk).SuccessionRuns();
        var directive = s.State<Directive>(D52Stream);
        directive.Circulation.Has(Ubkt).ShouldBeTrue();
        directive.Obligations.Where(o => o.IsOpen).ShouldAllBe(o => o.OwedTo == Secretariat);
    }

    [Fact]
    public void keeps_what_was_missed_before_the_merger()
    {
        var s = Merged(Issued().Given(SytPlanner, ToFinance).On("02/02").ClockRuns(), Syt, Stc).SuccessionRuns();
        var receipt = Sending(s).Obligations.Single(o => o.Key == Circulation.AcknowledgeKey(Stc));
        (receipt.Missed, receipt.EndedOn, receipt.IsOverdue(Day("02/02"))).ShouldBe((true, Day("02/02"), true));
    }

    [Fact]
    public void entered_after_it_makes_up_no_miss_of_a_day_that_passed_before_it()
    {
        var s = Appointed(Merged(Issued().On("16/03"), Syt, Stc).SuccessionRuns(), StcClerk, Stc, Power.Record);
        s.Given(SytPlanner, ToFinance, Day("20/01"), StcClerk).SuccessionRuns().On("17/03").ClockRuns();
        Sending(s).Obligations.ShouldBeEmpty();
        // Entered in time it left one.
        s = Merged(Issued().Given(SytPlanner, ToFinance).On("16/03").ClockRuns(), Syt, Stc).SuccessionRuns();
        Sending(s).Obligations.Single(o => o.Key == Circulation.PlanKey(Stc)).Missed.ShouldBeTrue();
    }

    // The Party committee holds the reviews of the plan, whose issuer it becomes, and reports each half-year.
    private static Situation Reviewed() => Merged(PlanReceived().On("22/01"), Tu, DuUb).SuccessionRuns();

    [Fact]
    public void leaves_the_reviews_to_be_held() => Reviewed().State<Plan>(PlanStream).Obligations
        .Where(o => o.IsOpen && o.Body == DuUb).Select(o => o.Key).ShouldBe([Plan.InterimKey, Plan.FinalKey]);

    [Fact]
    public void opens_no_further_report_of_a_cycle_by_one() => Reviewed().On("25/06")
        .When(CommitteeHead, Report("Tiến độ"))
        .Then((PlanStream, new PlanEvent.ImplementationReported(DuUb, "Tiến độ", [], null)));
}
