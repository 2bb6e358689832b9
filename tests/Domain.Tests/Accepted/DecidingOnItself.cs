using Supervision.Domain.Bodies;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using static Supervision.Domain.Tests.Accepted.SettingUp;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>A merger has made the issuer of an inspection its subject: the body above decides in its place.</summary>
public sealed class DecidingOnItself
{
    private static readonly BodyCode Above = new("CAP-TREN");
    private static readonly Acting.Officer Head = new(new OfficerId(Id("above")), new MandateId(Id("above")));

    // The hospital is merged into the People's Committee that issued the decision, by a document of the body above.
    internal static Situation Merged(Situation s)
    {
        var day = s.Today;
        return s.Given(Admin, new BodyCommand.RegisterBody(Above, BodyKind.State, "Cấp trên", "The body above"))
            .Given(Admin, new BodyCommand.PlaceBody(Ubnd, Above))
            .Given(Admin, new BodyCommand.PlaceBody(HospitalA, Above))
            .Given(Admin, new OfficerCommand.RegisterOfficer(Head.Id, "Cán bộ cấp trên", Above))
            .Given(Admin, new OfficerCommand.AppointOfficer(Head.Id, Head.Mandate, Above, "Lãnh đạo",
                [Power.DecideInspection], day))
            .Given(Admin, new BodyCommand.MergeBody(HospitalA, Ubnd, new Document("99/QĐ-CT", day, Above, Head.Id,
                Hash("merged")))).SuccessionRuns();
    }

    private static Document OfAbove(string number, string day) => new(number, Day(day), Above, Head.Id, Hash(number));

    [Fact]
    public void the_body_above_revises_confirms_and_closes()
    {
        var s = Merged(Explained().On("10/07"));
        s.Given(Head, Resolve with { Document = OfAbove("01/QĐ-CT", "10/07") });
        foreach (var (finding, amount) in new[] { (F1, 128_544_000L), (F2, 49_450_000), (F3, 86_300_000) })
        {
            s.Given(Head, Confirm(finding, amount) with
            {
                Outcomes = [new(MoneyOutcome.TuChoiThanhToan, Dong(amount))],
                Document = OfAbove("02/QĐ-CT", "10/07"),
            });
        }

        s.When(Chairman, Close).ThenRefused("inspection.subject_decides");
        s.When(Head, Close).Then((CaseStream, new InspectionEvent.InspectionClosed(Dong(264_294_000), Money.Zero)));
    }

    [Fact]
    public void without_a_body_above_nobody_decides()
    {
        var s = Merged(Explained().On("08/07")).Given(Admin, new BodyCommand.PlaceBody(Ubnd, null));
        s.When(Chairman, Revise).ThenRefused("inspection.subject_decides");
        s.When(Head, Revise with { Document = OfAbove("01/QĐ-CT", "08/07") })
            .ThenRefused("inspection.subject_decides");
    }

    [Fact]
    public void what_the_issuer_decided_before_the_merger_is_entered_after_it() =>
        Merged(Explained().On("10/07")).On("13/07").When(Chairman, Revise, Day("08/07"), Clerk)
            .Then((Facts.StreamOf(F1), new FindingEvent.FindingRevised(Dong(128_544_000), Dong(98_592_000), 316,
                Dong(312_000), Revise.Reason, Revise.Document)),
                ("docno/UBND/QĐ-UBND/2026/140", Taken(Revise.Document)));
}
