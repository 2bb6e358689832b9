using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Supervision.Domain.Assignments;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>
/// What holds for any sequence of commands by anybody on any day, over the small world of the scenarios.
/// </summary>
public sealed class Laws
{
    private static readonly Acting[] Actors =
    [
        Admin, Chairman, Leader, SytInspector, SytDirector, SytDelegate, SytFocal, StcHead, StcInspector, BhxhHead,
        BhxhInspector, BhxhReviewer, BhxhReceiver, Hospital, CommuneOfficer, PartyCommittee, Acting.Setup,
        Acting.Obligations,
    ];

    // Each with the first of the dozen commands that come next there.
    private static readonly (Func<Situation> Given, int Next)[] Starts =
    [
        (Assembled, 0), (Received, 0), (Fieldwork, 7), (Found, 7), (SectionsSigned, 13), (Reported, 17),
        (Explained, 18), (Delegated, 23), (Required, 25), (Acknowledged, 25), (Acknowledged, 25), (Submitted, 26),
        (ReportingEachMonth, 37), (ReportingEachMonth, 37), (ReportingEachMonth, 0),
    ];

    // Who usually does it stands with each command, so that a good part of them is accepted.
    private static readonly (Acting Actor, Func<int, Command> Make)[] Usual =
    [
        (SytFocal, n => new AssignmentCommand.ReportProgress(T07, "Đang làm", n % 110)),
        (SytFocal, n => new AssignmentCommand.RequestExtension(T07, Day("30/09").AddDays(n % 20), "Chờ")),
        (PartyCommittee, n => new AssignmentCommand.GrantExtension(T07, Day("30/09").AddDays(n % 20), "Được")),
        (PartyCommittee, _ => new AssignmentCommand.RefuseExtension(T07, "Không")),
        (SytFocal, _ => new AssignmentCommand.SubmitProduct(T07, "Báo cáo", [])),
        (PartyCommittee, _ => new AssignmentCommand.AcceptProduct(T07, "Đạt")),
        (PartyCommittee, _ => new AssignmentCommand.ReturnProduct(T07, "Thiếu")),
        (BhxhInspector, n => RecordF1 with { Finding = new FindingId(Id("F" + (n % 5))) }),
        (BhxhInspector, _ => OwnFigure), (StcInspector, _ => OwnFigure with { Finding = F1 }),
        (BhxhInspector, _ => new InspectionCommand.SignSection(Joint)),
        (StcInspector, _ => new InspectionCommand.SignSection(Joint)),
        (SytInspector, _ => new InspectionCommand.SignSection(Joint)), (Chairman, _ => Extend), (Leader, _ => Minutes),
        (Leader, _ => new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "23/06"))),
        (Leader, _ => new InspectionCommand.ConsolidateReport(Joint, Dong(264_294_000))), (Leader, _ => Notify),
        (Chairman, _ => Revise), (Chairman, _ => Resolve), (Chairman, _ => Confirm(F3, 86_300_000)),
        (Chairman, _ => Confirm(F2, 49_450_000)), (Chairman, _ => Confirm(F1, 98_592_000)),
        (BhxhReviewer, n => Offset(n * 1_000_000L, "03/BH " + (n % 3))), (SytDelegate, _ => Require),
        (Hospital, _ => new RemediationCommand.AcknowledgeRemediation(R1)),
        (Hospital, n => Pay("U-" + (n % 9), n * 3_000_000L)), (Hospital, n => Pay("V-" + (n % 9), n * 700_001L)),
        (BhxhReceiver, n => new RemediationCommand.ConfirmPayment(R1, "U-" + (n % 9))),
        (BhxhReceiver, n => new RemediationCommand.ConfirmPayment(R1, "V-" + (n % 9))),
        (Hospital, n => Register(EvidenceOf(HospitalA, n % 4))), (Hospital, n => Submit(n % 4)),
        (SytDirector, _ => new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")),
        (SytDirector, _ => new RemediationCommand.RejectRemediation(R1, 2, "Chưa")),
        (Hospital, n => new RemediationCommand.RequestExtension(R1, 1 + (n % 2), Day("13/08").AddDays(n % 20), "Chờ")),
        (SytDirector, n => new RemediationCommand.GrantExtension(R1, 1 + (n % 2), Day("13/08").AddDays(n % 20),
            "Được")),
        (SytDirector, n => new RemediationCommand.RefuseExtension(R1, 1 + (n % 2), "Không")),
        (PartyCommittee, _ => new AssignmentCommand.PauseAssignment(T07, "Chờ")),
        (PartyCommittee, _ => new AssignmentCommand.ResumeAssignment(T07, "Tiếp")),
        (PartyCommittee, n => ToStc with { Due = n % 3 == 0 ? Day("30/09").AddDays(n) : null }),
        (StcHead, _ => new AssignmentCommand.ReceiveAssignment(T07)),
        (PartyCommittee, n => n % 9 == 0 ? new AssignmentCommand.CancelAssignment(T07, "Thôi")
            : new AssignmentCommand.RemindAssignment(T07, "Nhanh lên")),
        (PartyCommittee, n => new AssignmentCommand.ReplaceAssignment(n % 2 == 0 ? T11 : T07, T11, "Gộp")),
    ];

    /// <summary>A step: which command, its number, by whom (mostly the usual one), after how many days.</summary>
    public sealed record Step(int Command, int Number, int Actor, int Days);

    // More often by hand: LAW_TIMES=20 dotnet test …
    private static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("LAW_TIMES") ?? "1",
        System.Globalization.CultureInfo.InvariantCulture);

    private static readonly Gen<(int Start, List<Step> Steps)> Plays =
        from start in Gen.Choose(0, Starts.Length - 1)
        from steps in (from any in Gen.Choose(0, Usual.Length - 1)
                       from likely in Gen.Choose(0, 4)
                       from number in Gen.Choose(0, 70)
                       from actor in Gen.Choose(-40, Actors.Length - 1)
                       from days in Gen.Choose(-4, 6)
                       let command = likely == 0 ? any : (Starts[start].Next + (any % 12)) % Usual.Length
                       select new Step(command, number, actor, Math.Max(0, days))).ListOf()
        select (start, steps);

    [Fact]
    public void hold_for_any_sequence_of_commands()
    {
        var (steps, accepted) = (0, 0);
        Check(play =>
        {
            var s = Play(play.Start, play.Steps, beforeEach: IsDecidedTheSameTwice);
            steps += play.Steps.Count;
            accepted += s.Accepted;
            HoldsAtTheEnd(s);
        }, 200);
        // Otherwise the generator says little.
        (accepted > steps / 8).ShouldBeTrue($"{accepted} of {steps} steps were accepted");
    }

    [Fact]
    public void the_clock_may_miss_days_without_changing_what_it_records() => Check(play =>
    {
        var daily = Play(play.Start, play.Steps, clock: true);
        var once = Play(play.Start, play.Steps);
        var end = Day("31/12");
        Clock(daily.On(end).ClockRuns()).ShouldBe(Clock(once.On(end).ClockRuns()));
    }, 100);

    [Fact]
    public void every_event_type_runs_through_evolve() =>
        Codec.Events.Keys.Except(Samples.Events.Keys).ShouldBeEmpty();

    [Fact]
    public void every_command_runs_through_its_decider_and_back_from_its_bytes()
    {
        var strict = new Codec((_, _) => throw new System.Text.Json.JsonException("an id is expected"));
        foreach (var (_, make) in Usual)
        {
            var bytes = Codec.Encode(make(7));
            using var json = System.Text.Json.JsonDocument.Parse(bytes);
            Codec.Encode(strict.Parse(Codec.NameOf(make(7)), json.RootElement)).ShouldBe(bytes);
        }
    }

    private static void Check(Action<(int Start, List<Step> Steps)> law, int times) =>
        Prop.ForAll(Plays.ToArbitrary(), ((int Start, List<Step> Steps) play) => law(play))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(times * Times).WithStartSize(10).WithEndSize(40)
                .WithQuietOnSuccess(true));

    private static Situation Play(int start, List<Step> steps, bool clock = false,
        Action<Situation, Command, Context>? beforeEach = null)
    {
        var s = Starts[start].Given();
        foreach (var step in steps)
        {
            for (var i = 0; i < step.Days; i++)
            {
                s.On(s.Today.AddDays(1));
                if (clock)
                    s.ClockRuns();
            }

            var command = Usual[step.Command].Make(step.Number);
            var actor = step.Actor < 0 ? Usual[step.Command].Actor : Actors[step.Actor];
            var on = command is IDocumented { Document: { } d } && d.Date <= s.Today ? d.Date : s.Today;
            beforeEach?.Invoke(s, command, new Context(s.Today, on, actor, actor, s.CapacityOf(actor, command)));
            if (s.When(actor, command, on).Answer is Answer.Events)
                s.Record().Accepted++;
        }

        return s;
    }

    // The same arguments give the same answer, to the byte.
    private static void IsDecidedTheSameTwice(Situation s, Command command, Context context) =>
        Text(s.Ask(command, context)).ShouldBe(Text(s.Ask(command, context)));

    private static void HoldsAtTheEnd(Situation s)
    {
        var again = new Situation();
        foreach (var r in s.Log)
            again.On(r.On).Given(r.Stream, r.Event);
        foreach (var (stream, state) in s.States)
            ShouldBeTheSame(again.States[stream], state);

        foreach (var r in s.States.Values.OfType<Remediation>())
        {
            r.Payments.ShouldAllBe(p => Money.Sum(p.Allocations.Select(a => a.Amount)) == p.Amount);
            (r.Confirmed <= r.Reported && r.Reported <= r.Required.Recoverable).ShouldBeTrue();
            foreach (var id in r.Required.Findings)
            {
                Money.Sum(r.Payments.SelectMany(p => p.Allocations).Where(a => a.Finding == id).Select(a => a.Amount))
                    .ShouldBeLessThanOrEqualTo(s.State<Finding>(Facts.StreamOf(id)).Recoverable);
            }
        }

        foreach (var f in s.States.Values.OfType<Finding>().Where(f => f.Confirmed is not null))
        {
            Money.Sum(f.Outcomes.Select(o => o.Amount)).ShouldBe(f.Confirmed!.Value);
            f.Recoverable.ShouldBeGreaterThanOrEqualTo(Money.Zero);
        }

        foreach (var a in s.States.Values.OfType<Assignment>())
        {
            a.Obligations.ShouldAllBe(o => (o.MetOn == null || o.EndedOn == null) && o.Due >= o.OriginalDue);
            a.Obligations.Where(o => o.Kind == ObligationKind.SubmitProduct && o.IsOpen)
                .ShouldAllBe(o => o.Body == a.Lead && o == a.Product && a.EndedOn == null);
            (a.EndedOn is not null && a.Obligations.Any(o => o.IsOpen)).ShouldBeFalse();
        }

        // A miss is recorded once for an obligation and a due day.
        s.ClockRuns().Log.Where(r => r.Event is ObligationEvent.ObligationMissed)
            .GroupBy(r => (r.Stream, r.Event)).ShouldAllBe(g => g.Count() == 1);
    }

    private static List<string> Clock(Situation s) => [.. s.Log.Where(r => r.Event is ObligationEvent)
        .Where(r => r.Event is not ObligationEvent.ObligationMissCleared && !IsTakenBack(r, s))
        .Select(r => r.Stream + r.On.ToString("o", null) + Encoding.UTF8.GetString(Codec.Encode(r.Event)))
        .OrderBy(x => x, StringComparer.Ordinal)];

    private static bool IsTakenBack(Situation.Recorded r, Situation s) =>
        r.Event is ObligationEvent.ObligationMissed m && s.Log.Any(x => x.Stream == r.Stream
            && x.Event is ObligationEvent.ObligationMissCleared c && c.Key == m.Key && c.Due == m.Due);

    private static string Text(Answer answer) => answer switch
    {
        Answer.Events events => string.Join('\n', events.List
            .Select(e => e.Stream + Codec.NameOf(e.Event) + Encoding.UTF8.GetString(Codec.Encode(e.Event)))),
        Answer.Refused refused => refused.Refusal.Code + string.Join(',', refused.Refusal.Values.Select(
            v => DomainTexts.Word(v, System.Globalization.CultureInfo.InvariantCulture))),
        _ => "nothing",
    };

    private static void ShouldBeTheSame(object? a, object? b) =>
        System.Text.Json.JsonSerializer.Serialize(a).ShouldBe(System.Text.Json.JsonSerializer.Serialize(b));
}
