using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>
/// What holds when any body of any situation is merged into any other: nothing that was owed is lost.
/// </summary>
public sealed class MergingBodies
{
    private static readonly Func<Situation>[] Situations =
    [
        Drafted, Assigned, Decided, TeamFormed, SectionsSigned, Delegated, Required, Submitted, Paid,
        () => Received().On("20/07").ClockRuns(), () => Submitted().On("30/08").ClockRuns(),
        () => Cascaded(), () => Cascaded().On("20/04").ClockRuns(), InCommittee, () => InCommune().On("02/03"),
        () => Directed().On("20/04").ClockRuns(), Proposed, Forwarded, () => Forwarded().On("20/04").ClockRuns(),
        () => Closed().On("21/12").ClockRuns(), Session.Asked, () => Session.Asked().On("20/07").ClockRuns(),
    ];

    private static readonly BodyCode[] Bodies = [DuUb, Syt, Stc, Bhxh, Tttp, HospitalA, CommuneE, StationE, Tu, Ubkt];

    /// <summary>The situations hold an open obligation of every noun that is owed for.</summary>
    [Fact]
    public void is_looked_at_for_every_noun() => Situations.SelectMany(s => s().States.Values.OfType<IOwing>())
        .Where(t => t.Obligations.Any(o => o.IsOpen)).Select(t => t.GetType()).Distinct().ShouldBe(
            typeof(IOwing).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IOwing))),
            ignoreOrder: true);

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var (a, b) in Bodies.SelectMany(_ => Bodies, (a, b) => (a, b))
                .Where(p => p.a != p.b && Parties.Contains(p.a) == Parties.Contains(p.b)))
                pairs.Add(a.Value, b.Value);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void loses_no_open_obligation(string from, string to)
    {
        foreach (var situation in Situations)
        {
            var s = situation();
            // The papers of the mergers are the Secretariat's.
            if (from == Ubkt.Value)
                s.Given(Admin, new BodyCommand.PlaceBody(Ubkt, Secretariat));
            Merged(s, new(from), new(to));
            ShouldPassOnWhatIsOpen(s, from, to);
        }
    }

    [Fact]
    public void loses_no_open_obligation_after_any_sequence_of_commands()
    {
        var merged = 0;
        Plays.Check(play =>
        {
            var s = Plays.Run(play, Mornings.BeforeActs);
            var from = Bodies[play.Steps.Sum(step => step.Number) % Bodies.Length];
            var to = Bodies.Where(b => b != from).ElementAt(play.Steps.Count % (Bodies.Length - 1));
            var paper = ChairmanPaper("99/QĐ-UBND", "02/07") with { Date = s.Today };
            if (s.When(Admin, new BodyCommand.MergeBody(from, to, paper)).Answer is not Answer.Events)
                return;
            merged++;
            ShouldPassOnWhatIsOpen(s.Record(), from.Value, to.Value);
        }, 300);
        (merged > 30).ShouldBeTrue($"Bodies were merged in {merged} plays");
    }

    private static void ShouldPassOnWhatIsOpen(Situation s, string from, string to)
    {
        var before = Open(s);
        var after = Open(s.SuccessionRuns());
        after.ShouldBe(before.Select(o => o with
        {
            Body = o.Body == from ? to : o.Body,
            OwedTo = o.OwedTo == from ? to : o.OwedTo,
        }).Where(o => !IsOwnOfARecipient(o)));
        s.States.Values.OfType<ISucceeding>().ShouldAllBe(t => !t.IsOpenFor(new(from)) || t is Findings.Finding);
    }

    // A receipt, a plan or a report that the sender, by the merger, would owe to itself is owed no longer.
    private static bool IsOwnOfARecipient(Owed o) => o.Body == o.OwedTo && !o.Key.StartsWith("review/",
        StringComparison.Ordinal) && (o.Stream.StartsWith("plan-", StringComparison.Ordinal)
            || o.Stream.StartsWith("directive-", StringComparison.Ordinal));

    /// <summary>What was handed over once becomes open again for the body that is gone, and passes on again.</summary>
    [Fact]
    public void passes_on_again_what_is_entered_late_in_a_thing_that_was_handed_over()
    {
        // It was charged with the reviews of the plan; that it was also sent the plan is entered only afterwards.
        var s = Merged(UnderWay().On("02/03"), DuUb, Ubkt).SuccessionRuns();
        Handed(s, PlanStream, DuUb).ShouldBe(1);
        s.Given(PartySecretary, Send with { Recipients = [new(DuUb, Day("31/03"))] }, Day1);
        s.State<Plans.Plan>(PlanStream).IsOpenFor(DuUb).ShouldBeTrue();
        s.SuccessionRuns().State<Plans.Plan>(PlanStream).IsOpenFor(DuUb).ShouldBeFalse();
        Handed(s, PlanStream, DuUb).ShouldBe(2);
        s.State<Plans.Plan>(PlanStream).Obligations.Where(o => o.IsOpen && o.Key.EndsWith("/DU-UBND",
            StringComparison.Ordinal)).Select(o => (o.Key, o.Body)).ShouldBe(
            [("acknowledge/DU-UBND", Ubkt), ("plan/DU-UBND", Ubkt)]);
    }

    [Fact]
    public void passes_on_again_what_is_entered_late_for_a_body_in_the_middle_of_a_chain()
    {
        // Sent to the first, which passed on to the second and third; that the second had it too is entered last.
        var s = Merged(PlanReceived().On("02/03"), Syt, Stc).Given(Admin, new BodyCommand.PlaceBody(Bhxh, Ubnd))
            .Given(Admin, Merge(Stc, Bhxh, "14/QĐ-UBND", "02/03")).SuccessionRuns();
        Handed(s, PlanStream, Stc).ShouldBe(1);
        s.Given(PartySecretary, Send with { Recipients = [new(Stc)] }, Day1);
        s.State<Plans.Plan>(PlanStream).IsOpenFor(Stc).ShouldBeTrue();
        s.SuccessionRuns().State<Plans.Plan>(PlanStream).IsOpenFor(Stc).ShouldBeFalse();
        Handed(s, PlanStream, Stc).ShouldBe(2);
        s.State<Plans.Plan>(PlanStream).Circulation.Recipients.Select(r => r.Body).ShouldBe([DuUb, Ubnd, Bhxh]);
    }

    private static int Handed(Situation s, string stream, BodyCode from) => s.Log.Count(r => r.Stream == stream
        && r.Event is SuccessionEvent.TakenOver t && t.Predecessor == from);

    // The directive sent on to a department and to the People's Committee, which owe its receipt, a plan, reports.
    private static Situation Cascaded() => Sent().On("12/01").Given(PartyOffice,
        new Directives.DirectiveCommand.SendDirective(D52,
            [new(Syt, Day("28/02"), Day("31/03"), Directives.ReportCycle.Quarter), new(Ubnd)],
            Paper("70-CV/TU", "12/01", Tu, PartySecretary)));

    private sealed record Owed(string Stream, string Key, string Body, string OwedTo, DateOnly Due, string Rule,
        bool Missed);

    private static List<Owed> Open(Situation s) => [.. s.States.Where(x => x.Value is IOwing)
        .OrderBy(x => x.Key, StringComparer.Ordinal)
        .SelectMany(x => ((IOwing)x.Value!).Obligations.Where(o => o.IsOpen).Select(o => new Owed(x.Key, o.Key,
            o.Body.Value, o.OwedTo.Value, o.Due, o.Deadline.Rule, o.Missed)))];
}
