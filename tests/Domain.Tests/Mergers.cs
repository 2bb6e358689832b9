using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>Bodies that are renamed, merged, dissolved, and officers who come anew.</summary>
internal static class Mergers
{
    public static readonly BodyCode CommuneF = new("XA-F");
    public static readonly BodyCode HospitalB = new("BV-B");
    public static readonly IReadOnlyList<BodyCode> Parties = [DuUb, Tu, Ubkt];
    public static readonly MandateId New = new(Id("new"));

    public static readonly RoleTableCommand.AdoptRoleTable AdoptRoles = Hashed(new(1, Day("01/01"),
        [
            new RolePowers(OfficerRole.Inspector, [Power.Inspect]), new RolePowers(OfficerRole.PartyReviewer, []),
            new RolePowers(OfficerRole.HeadOfBody, [Power.Nominate, Power.Execute]),
        ],
        "", "Bảng vai trò", ChairmanPaper("07/QĐ-UBND", "12/01")));

    public static RoleTableCommand.AdoptRoleTable Hashed(RoleTableCommand.AdoptRoleTable c) =>
        c with { ContentSha256 = RoleTables.ContentHash(c) };

    public static readonly Acting.Officer FocalF = new(new OfficerId(Id("focal-f")), new MandateId(Id("focal-f")));

    public static OfficerCommand.AppointOfficer Appoint(OfficerRole role) =>
        new(Leader.Id, New, Syt, "Phó Giám đốc", [], Day("02/07"), Role: role);

    public static BodyCommand.MergeBody Merge(BodyCode body, BodyCode into, string number, string day = "02/07") =>
        new(body, into, Above(body, number, day));

    public static BodyCommand.DissolveBody Dissolve(BodyCode body, BodyCode successor, string number) =>
        new(body, successor, Above(body, number, "02/07"));

    // Of the Secretariat for a Party organisation, of the People's Committee for any other body.
    private static Document Above(BodyCode body, string number, string day) => Parties.Contains(body)
        ? Paper(number.Replace("/QĐ-UBND", "-QĐ/TW", StringComparison.Ordinal), day, Secretariat, CentralOffice)
        : ChairmanPaper(number, day);

    public static BodyCommand.RenameBody Rename(BodyCode body, string number) =>
        new(body, "Sở Tài chính và Đầu tư", "Department of Finance and Investment", ChairmanPaper(number, "02/07"));

    /// <summary>A body of its kind beside it, both managed by the body above whose paper merges them.</summary>
    public static Situation WithNeighbour(Situation s, BodyCode body, BodyCode neighbour)
    {
        if (s.States.GetValueOrDefault(neighbour.Stream) is null)
        {
            s.Given(Admin, new BodyCommand.RegisterBody(neighbour, s.State<Body>(body.Stream).Kind,
                "Cơ quan " + neighbour, "Body " + neighbour, Ubnd));
        }

        if (s.State<Body>(body.Stream).ManagedBy is null && body != Ubnd)
            s.Given(Admin, new BodyCommand.PlaceBody(body, Parties.Contains(body) ? Secretariat : Ubnd));
        return s;
    }

    /// <summary>The body merged into the other on the situation's day; nothing is handed over yet.</summary>
    public static Situation Merged(Situation s, BodyCode body, BodyCode into)
    {
        var on = s.Today.ToString("dd/MM", null);
        return WithNeighbour(s, body, into).Given(Admin, Merge(body, into, "10/QĐ-UBND", on));
    }

    /// <summary>
    /// The lead merged into the Party organisation that charged it, as a ledger may hold it from before the rule of the
    /// two sides; handed over.
    /// </summary>
    public static Situation LeadOfItself(Situation s) => s.Given(Syt.Stream, new BodyEvent.BodyMerged(DuUb, s.Today,
        ChairmanPaper("10/QĐ-UBND", s.Today.ToString("dd/MM", null)))).SuccessionRuns();

    /// <summary>Who accepts remediations for the Inspectorate.</summary>
    public static readonly Acting.Officer InspectorateVerifier = Inspectorate with { Mandate = New };

    /// <summary>The owner was merged into the body that required it; a submission and a request wait there.</summary>
    public static Situation OwnVerifier() => Merged(Submitted().Given(Hospital,
            new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Chờ")), HospitalA, Syt).SuccessionRuns()
        .Given(Admin, new OfficerCommand.AppointOfficer(Inspectorate.Id, New, Tttp, "Nghiệm thu", [Power.Verify],
            Day("12/08")));

    /// <summary>The owner was merged into the receiver of its money; a payment that it reported waits there.</summary>
    public static Situation OwnReceiver() => Merged(Acknowledged().On("30/07")
        .Given(Hospital, Pay("UNC-01", 100_000_000)).Given(Admin, new BodyCommand.PlaceBody(Bhxh, Ubnd)),
        HospitalA, Bhxh).SuccessionRuns();

    /// <summary>The Inspectorate took over accepting, and then the owner itself.</summary>
    public static Situation InspectorateOwner() => OwnVerifier()
        .Given(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1))
        .Given(Admin, new BodyCommand.PlaceBody(Tttp, Ubnd))
        .Given(Admin, Merge(Syt, Tttp, "15/QĐ-UBND", "12/08")).SuccessionRuns();

    public static readonly RemediationCommand.NameReceiver NameReceiver = new(R1, Stc,
        ChairmanPaper("200/QĐ-UBND", "03/08"));

    public static readonly RemediationCommand.NameVerifier NameVerifier = new(R1, Bhxh,
        ChairmanPaper("201/QĐ-UBND", "13/08"));

    /// <summary>Who confirms money for the department of finance.</summary>
    public static readonly Acting.Officer StcReceiver = StcHead with { Mandate = new MandateId(Id("stc-receiver")) };

    public static Situation WithReceiver(Situation s) => s.Given(Admin, new OfficerCommand.AppointOfficer(
        StcReceiver.Id, StcReceiver.Mandate, Stc, "Kế toán thu", [Power.ReceivePayments], s.Today));

    /// <summary>Somebody in commune F who administers from August on.</summary>
    public static Situation WithAdministrator() => Assembled().On("02/07")
        .Given(Admin, new BodyCommand.RegisterBody(CommuneF, BodyKind.Commune, "Xã F", "Commune F", Ubnd))
        .Given(Admin, new OfficerCommand.RegisterOfficer(FocalF.Id, "Cán bộ xã F", CommuneF))
        .Given(Admin, new OfficerCommand.AppointOfficer(FocalF.Id, FocalF.Mandate, CommuneF, "Quản trị",
            [Power.Administer], Day("01/08")));

    /// <summary>Who assigns for commune F before that, to the day.</summary>
    public static OfficerCommand AssignerTo(string to) => new OfficerCommand.AppointOfficer(FocalF.Id, New, CommuneF,
        "Phó Chủ tịch", [Power.Assign], Day("02/07"), Day(to));

    /// <summary>Who assigns for a body that has nobody for it in the cast.</summary>
    public static readonly Acting.Officer Assigner = new(new OfficerId(Id("assigner")), new MandateId(Id("assigner")));

    public static Situation WithAssigner(Situation s, BodyCode body) => s
        .Given(Admin, new OfficerCommand.RegisterOfficer(Assigner.Id, "Cán bộ", body))
        .Given(Admin, new OfficerCommand.AppointOfficer(Assigner.Id, Assigner.Mandate, body, "Phụ trách",
            [Power.Assign], s.Today));

    /// <summary>A focal officer of commune F.</summary>
    public static Situation Staffed(Situation s) => s
        .Given(Admin, new OfficerCommand.RegisterOfficer(FocalF.Id, "Cán bộ xã F", CommuneF))
        .Given(Admin, new OfficerCommand.AppointOfficer(FocalF.Id, FocalF.Mandate, CommuneF, "Đầu mối xã F",
            [Power.Execute], s.Today));
}
