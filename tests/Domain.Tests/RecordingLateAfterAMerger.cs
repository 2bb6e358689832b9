using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directives;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using Supervision.Domain.Tests.Accepted;
using Supervision.Domain.Tests.Refusals;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>
/// Every documented act that a body did before it was merged: the successor's clerk records it afterwards, and nothing
/// that is open by it stays with the body that is gone.
/// </summary>
public sealed class RecordingLateAfterAMerger
{
    private static readonly BodyCode Successor = new("KE-THUA");
    private static readonly BodyCode Above = new("CAP-TREN");
    private static readonly Acting.Officer Head = Newcomer("head of all");
    private static readonly Acting.Officer NewClerk = Newcomer("clerk of the successor");
    private static readonly Acting.Officer OwnClerk = Newcomer("clerk of the body");

    private sealed record Act(Func<Situation> Before, Acting.Officer Actor, Command Command);

    // What may be signed on the situation's day, by whose mandate the body goes the day after.
    private static readonly Dictionary<string, Act> Acts = new (string Of, Act Act)[]
    {
        ("", new(() => Assembled().On(Day1), PartyOffice, Receive)),
        ("", new(() => Arrived().On("10/06"), PartyOffice, new DirectiveCommand.SendDirective(D52, [new(Syt)],
            Paper("77-CV/TU", "10/06", Tu, PartySecretary)))),
        ("", new(() => Arrived().On("01/07"), PartyOffice, End)),
        ("", new(() => Assembled().On(Day1), PartySecretary, IssuePlan)),
        ("under a directive", new(Arrived, PartySecretary, UnderDirective)),
        ("under a plan", new(() => PlanReceived().On("20/01"), CommitteeHead, Committee)),
        ("under a plan that its manager received", new(() => InCommittee().On("25/02"), CommuneHead, Commune)),
        ("", new(Planned, PartySecretary, Goal)),
        ("", new(() => UnderWay().On("02/03"), PartySecretary, Amend)),
        ("", new(() => UnderWay().On("02/03"), PartySecretary, AmendGoal)),
        ("", new(Planned, PartySecretary, Related)),
        ("", new(Planned, PartySecretary, Group)),
        ("", new(() => Planned().On("02/03").Given(PartySecretary, Group), PartySecretary, EndGroup)),
        ("", new(() => Planned().On("02/03").Given(PartySecretary, Related), PartySecretary, Withdraw)),
        ("", new(Planned, PartySecretary, Charge)),
        ("", new(UnderWay, PartySecretary, Send)),
        ("", new(() => InCommittee().On("25/06"), CommitteeHead, Interim)),
        ("", new(() => InCommittee().On("20/12"), CommitteeHead, Final)),
        ("", new(() => Sent().On("01/07").Given(PartySecretary, Next), PartySecretary, Replace)),
        ("", new(() => Planned().On("01/03"), PartyMember, Directing)),
        ("", new(() => Assembled().On("02/07"), Admin, Rename(Stc, "11/QĐ-UBND"))),
        ("", new(() => WithNeighbour(Assembled().On("02/07"), CommuneE, CommuneF), Admin,
            Merge(CommuneE, CommuneF, "10/QĐ-UBND"))),
        ("", new(() => WithNeighbour(Assembled().On("02/07"), CommuneE, CommuneF), Admin,
            Dissolve(CommuneE, CommuneF, "12/QĐ-UBND"))),
        ("", new(() => Assembled().On("02/07").Given(Admin, AdoptRoles), Admin,
            Appoint(OfficerRole.Inspector) with { Document = ChairmanPaper("13/QĐ-UBND", "02/07") })),
        ("", new(() => Confirmed().On("13/07"), Chairman, Authorise)),
        ("", new(() => Assembled().On("02/06"), Chairman, IssueDecision)),
        ("", new(() => TeamFormed().On("08/06"), Leader, Announce)),
        ("", new(() => Found().On("17/06"), Chairman, Extend)),
        ("", new(() => SectionsSigned().On("23/06"), Leader, Minutes)),
        ("", new(() => SectionsSigned().On("23/06").Given(Leader, Minutes), Leader,
            new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "23/06")))),
        ("", new(() => Reported().On("26/06"), Leader, Notify)),
        ("", new(() => Explained().On("08/07"), Chairman, Revise)),
        ("", new(() => Explained().On("10/07"), Chairman, Resolve)),
        ("", new(() => Explained().On("10/07"), Chairman, Confirm(F3, 86_300_000))),
        ("", new(() => Confirmed().On("13/07"), BhxhReviewer, Offset(21_840_000))),
        ("", new(() => Delegated().On("14/07"), Chairman,
            Require with { Document = ChairmanPaper("88/YC-UBND", "14/07") })),
        ("", new(() => Acknowledged().On("30/07"), Hospital, Pay("UNC-01", 100_000_000))),
        ("", new(() => OwnReceiver().On("03/08"), Chairman, Mergers.NameReceiver)),
        ("", new(() => InspectorateOwner().On("13/08"), Chairman, Mergers.NameVerifier)),
        ("", new(Assembled, Admin, RefusedSealing.Destroy)),
        ("", new(() => Extended().On("22/06"), SytDirector, RecordingIrregularActs.SecondExtension)),
    }.ToDictionary(a => (Codec.NameOf(a.Act.Command) + " " + a.Of).TrimEnd(), a => a.Act);

    // Acts of a body by itself: what it issues, receives, signs, enters, or does for another.
    private static readonly HashSet<string> ByItself =
    [
        "directive.ReceiveDirective", "plan.IssuePlan", "plan.IssuePlan under a directive",
        "plan.IssuePlan under a plan", "plan.IssuePlan under a plan that its manager received",
        "direction.IssueDirection", "body.RenameBody", "body.MergeBody", "body.DissolveBody", "officer.AppointOfficer",
        "officer.DelegateMandate", "inspection.IssueDecision", "finding.ApplyOffset", "remediation.NameReceiver",
        "remediation.NameVerifier", "datasubject.DestroyPersonalKey", "irregularact.RecordIrregularAct",
    ];

    public static TheoryData<string> Names => [.. Acts.Keys];

    public static TheoryData<string> OfAThing => [.. Acts.Keys.Except(ByItself)];

    [Fact]
    public void is_looked_at_for_every_documented_command() =>
        Acts.Values.Select(a => a.Command.GetType()).Distinct().OrderBy(t => t.FullName).ShouldBe(
            Codec.Commands.Values.Where(t => Domain.Acts.KindOf(t) == ActKind.Documented).OrderBy(t => t.FullName));

    [Theory]
    [MemberData(nameof(Names))]
    public void is_possible_and_counts_as_the_successors(string name)
    {
        var (before, actor, command) = Acts[name];
        var s = before();
        var body = MandateOf(s, actor).Body;
        var day = s.Today;
        Founded(s, body);
        Succeeded(s.On(day.AddDays(1)), body);
        s.On(day.AddDays(2)).Given(actor, command, day, NewClerk).SuccessionRuns();
        s.States.Values.OfType<ISucceeding>().Where(t => t is not Findings.Finding)
            .ShouldAllBe(t => !t.IsOpenFor(body));
    }

    // The same officer, who had the same powers in the later successor on that day, signs for that.
    [Theory]
    [MemberData(nameof(OfAThing))]
    public void nobody_of_the_successor_did_it_before(string name)
    {
        var (s, body, other) = WithOtherPost(Acts[name]);
        var day = s.Today;
        Succeeded(s.On(day.AddDays(1)), body);
        s.On(day.AddDays(2)).When(other, Reissued(Acts[name].Command, other.Id), day)
            .ThenRefused("mandate.other_body");
    }

    // The same officer in another body that is merged into it the day after.
    [Theory]
    [MemberData(nameof(OfAThing))]
    public void nobody_of_another_body_merged_into_it_did_it_before(string name)
    {
        var (s, body, other) = WithOtherPost(Acts[name]);
        var day = s.Today;
        Employed(s, OwnClerk, body, Power.Record);
        Merged(s.Given(Admin, new BodyCommand.PlaceBody(Successor, Above)).On(day.AddDays(1)), Successor, body);
        s.On(day.AddDays(2)).When(other, Reissued(Acts[name].Command, other.Id), day, OwnClerk)
            .ThenRefused("mandate.other_body");
    }

    // Who acts has the same powers in the other body, which stands beside his own.
    private static (Situation Before, BodyCode Body, Acting.Officer Other) WithOtherPost(Act act)
    {
        var s = act.Before();
        var mandate = MandateOf(s, act.Actor);
        Founded(s, mandate.Body);
        var other = act.Actor with { Mandate = new MandateId(Id("in the other body")) };
        s.Given(Admin, new OfficerCommand.AppointOfficer(other.Id, other.Mandate, Successor, mandate.Post,
            mandate.Powers, s.Today));
        return (s, mandate.Body, other);
    }

    // By its own document; what came from outside stays what it is.
    private static Command Reissued(Command command, OfficerId signer)
    {
        var json = JsonNode.Parse(Codec.Encode(command))!;
        if (json["document"] is { } document && document["signer"] is not null)
            (document["issuer"], document["signer"]) = (Successor.Value, signer.Value);
        using var fields = JsonDocument.Parse(json.ToJsonString());
        return new Codec((_, text) => Guid.Parse(text)).Parse(Codec.NameOf(command), fields.RootElement);
    }

    private static Mandate MandateOf(Situation s, Acting.Officer who) =>
        s.State<Officer>(Facts.StreamOf(who.Id)).Mandate(who.Mandate)!;

    // A new body of its kind, and one above both.
    private static void Founded(Situation s, BodyCode body)
    {
        var kind = s.State<Body>(body.Stream).Kind;
        s.Given(Admin, new BodyCommand.RegisterBody(Above, kind == BodyKind.Party ? kind : BodyKind.State,
                "Cấp trên", "The body above"))
            .Given(Admin, new BodyCommand.RegisterBody(Successor, kind, "Kế thừa", "Successor",
                PartyOrganisation: s.State<Body>(body.Stream).PartyOrganisation))
            .Given(Admin, new BodyCommand.PlaceBody(body, Above));
        Employed(s, Head, Above, Power.IssuePlan);
        Employed(s, NewClerk, Successor, Power.Record);
    }

    private static void Succeeded(Situation s, BodyCode body) => Merged(s, body, Successor);

    private static void Merged(Situation s, BodyCode body, BodyCode into) => s
        .Given(Admin, new BodyCommand.MergeBody(body, into, new Document("99/QĐ-CT", s.Today, Above, Head.Id,
            Hash("merged")))).SuccessionRuns();

    private static void Employed(Situation s, Acting.Officer who, BodyCode body, Power power) => s
        .Given(Admin, new OfficerCommand.RegisterOfficer(who.Id, "Cán bộ mới", body))
        .Given(Admin, new OfficerCommand.AppointOfficer(who.Id, who.Mandate, body, "Cán bộ", [power], s.Today));

    private static Acting.Officer Newcomer(string name) => new(new OfficerId(Id(name)), new MandateId(Id(name)));
}
