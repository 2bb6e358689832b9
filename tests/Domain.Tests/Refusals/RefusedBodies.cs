using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Bodies paired, managed, renamed, merged and dissolved, and what may no longer name one.</summary>
internal static class RefusedBodies
{
    public static readonly IReadOnlyList<Case> Cases =
    [
        new("body.not_a_party_organisation", "registered under a department", () => Assembled().When(Admin,
            new BodyCommand.RegisterBody(HospitalB, BodyKind.Facility, "Bệnh viện B", "Hospital B", Ubnd, Syt))),
        new("body.not_a_party_organisation", "paired with a department", () => Assembled().When(Admin,
            new BodyCommand.PairBody(Ubnd, Syt))),
        new("body.party_is_not_paired", "a Party organisation with another", () => Assembled().When(Admin,
            new BodyCommand.PairBody(DuUb, Tu))),
        new("body.unknown", "paired with nobody", () => Assembled().When(Admin,
            new BodyCommand.PairBody(Ubnd, new BodyCode("NOBODY")))),
        new("body.unknown", "a body nobody registered gets a manager", () => Assembled().When(Admin,
            new BodyCommand.PlaceBody(new BodyCode("NOBODY"), Ubnd))),
        new("body.unknown", "a manager nobody registered is set", () => Assembled().When(Admin,
            new BodyCommand.PlaceBody(Syt, new BodyCode("NOBODY")))),
        new("body.manager_of_another_side", "a Party organisation is placed under the People's Committee", () =>
            Assembled().When(Admin, new BodyCommand.PlaceBody(Ubkt, Ubnd))),
        new("body.manager_of_another_side", "a Party organisation is registered under a facility", () => Assembled()
            .When(Admin, new BodyCommand.RegisterBody(CommuneF, BodyKind.Party, "Chi bộ", "Party cell", HospitalA))),
        OfAnotherSide(BodyKind.State), OfAnotherSide(BodyKind.Department), OfAnotherSide(BodyKind.Inspectorate),
        OfAnotherSide(BodyKind.Insurance), OfAnotherSide(BodyKind.Commune),
        new("body.manager_of_another_side", "a department is placed under a Party organisation", () => Assembled()
            .When(Admin, new BodyCommand.PlaceBody(Syt, DuUb))),
        new("body.manager_cycle", "managed by itself", () => Assembled().When(Admin,
            new BodyCommand.PlaceBody(Ubnd, Ubnd))),
        new("body.manager_cycle", "managed by the station of its own commune", () => Assembled().When(Admin,
            new BodyCommand.PlaceBody(Ubnd, StationE))),
        new("mandate.lacks_power", "a clerk merges", () => WithNeighbour(Assembled().On("02/07"), CommuneE, CommuneF)
            .When(Clerk, Merge(CommuneE, CommuneF, "10/QĐ-UBND"))),
        new("body.not_by_its_superior", "merged by its own document", () => WithNeighbour(Assembled().On("02/07"),
            CommuneE, CommuneF).When(Admin, Merge(CommuneE, CommuneF, "10/QĐ-UBND") with
            {
                Document = Paper("10/QĐ-XAE", "02/07", CommuneE, CommuneOfficer),
            })),
        new("body.not_by_its_superior", "renamed by an equal", () => WithNeighbour(Assembled().On("02/07"), Stc, Syt)
            .When(Admin, Rename(Stc, "11/QĐ-UBND") with { Document = Paper("11/QĐ-SYT", "02/07", Syt, Leader) })),
        new("body.not_by_its_superior", "managed by nobody in the ledger", () => Assembled().On("02/07")
            .When(Admin, Merge(HospitalA, StationE, "10/QĐ-UBND"))),
        new("body.succeeds_itself", "merged into itself", () => WithNeighbour(Assembled().On("02/07"), CommuneE,
            CommuneF).When(Admin, Merge(CommuneE, CommuneE, "10/QĐ-UBND"))),
        new("body.successor_of_another_side", "a department merged into a Party organisation", () => Assembled()
            .On("02/07").When(Admin, Merge(Syt, DuUb, "10/QĐ-UBND"))),
        new("body.successor_of_another_side", "a Party organisation dissolved, a department taking over", () =>
            WithNeighbour(Assembled(), DuUb, Tu).On("02/07").When(Admin,
                Dissolve(DuUb, Syt, "10/QĐ-UBND"))),
        new("body.ends_before_registered", "merged before its successor was registered", () => WithNeighbour(
            Assembled().On("02/07"), CommuneE, CommuneF).When(Admin, Merge(CommuneE, CommuneF, "10/QĐ-UBND", "01/07"),
                Day("01/07"))),
        new("body.ends_before_registered", "dissolved before it was registered", () => WithNeighbour(
            Assembled().On("02/07"), CommuneE, CommuneF).When(Admin, Dissolve(CommuneF, CommuneE, "10/QĐ-UBND") with
            {
                Document = ChairmanPaper("10/QĐ-UBND", "01/07"),
            }, Day("01/07"))),
        new("body.name_unchanged", "a name that it has already", () => WithNeighbour(Assembled().On("02/07"), Stc, Syt)
            .Given(Admin, Rename(Stc, "11/QĐ-UBND")).On("03/07").When(Admin, Rename(Stc, "12/QĐ-UBND") with
            {
                Document = ChairmanPaper("12/QĐ-UBND", "03/07"),
            })),
        new("body.unknown", "merged into nobody", () => Assembled().On("02/07")
            .When(Admin, Merge(CommuneE, CommuneF, "10/QĐ-UBND"))),
        new("body.renamed_before", "a name older than the present one", () => WithNeighbour(
            Assembled().On("02/07"), Stc, Syt).Given(Admin, Rename(Stc, "11/QĐ-UBND")).On("03/07").When(Admin,
                Rename(Stc, "11/QĐ-UBND"), Day("02/07"))),
        new("body.dissolved", "merged a second time", () => Merged(Received().On("02/07"), CommuneE, CommuneF)
            .When(Admin, Merge(CommuneE, StationE, "12/QĐ-UBND"))),
        new("body.dissolved", "merged a second time with an earlier day", () => Merged(Received().On("02/07"), CommuneE,
            CommuneF).When(Admin, Merge(CommuneE, StationE, "12/QĐ-UBND", "01/07"), Day("01/07"))),
        new("body.dissolved", "dissolved with an earlier day after it was merged", () => Merged(Received().On("02/07"),
            CommuneE, CommuneF).When(Admin, new BodyCommand.DissolveBody(CommuneE, StationE,
                ChairmanPaper("12/QĐ-UBND", "01/07")), Day("01/07"))),
        new("body.dissolved", "a circle of two", () => Merged(Received().On("02/07"), CommuneE, CommuneF)
            .When(Admin, Merge(CommuneF, CommuneE, "12/QĐ-UBND"))),
        new("body.dissolved", "a circle with an earlier day", () => Merged(Received().On("02/07"), CommuneE, CommuneF)
            .When(Admin, Merge(CommuneF, CommuneE, "12/QĐ-UBND", "01/07"), Day("01/07"))),
        new("body.dissolved", "its officer acts", () => Merged(Received().On("02/07"), CommuneE, CommuneF)
            .When(CommuneOfficer, new AssignmentCommand.ReportProgress(T11, "Đã rà soát", 50))),
        new("body.dissolved", "its officer acts after the handing over", () => Merged(Received().On("02/07"), CommuneE,
            CommuneF).SuccessionRuns().When(CommuneOfficer, HandIn(T11))),
        new("body.dissolved", "its clerk records late", () => Merged(WithClerk(), Syt, Ubnd).On("03/07").When(Leader,
            Announce, Day("08/06"), SytClerk)),
        new("body.dissolved", "an assignment names it", () => Merged(Drafted().On("02/07"), CommuneE, CommuneF)
            .When(PartyCommittee, new AssignmentCommand.AmendDraft(T11, T11Clears))),
        new("body.dissolved", "an officer is appointed to it", () => Merged(Assembled().On("02/07"), CommuneE,
            CommuneF).When(Admin, Appoint(OfficerRole.Inspector) with
            {
                Body = CommuneE,
                Role = null,
                Powers = [Power.Inspect],
            })),
        new("body.dissolved", "an officer is registered with it", () => Merged(Assembled().On("02/07"), CommuneE,
            CommuneF).When(Admin, new OfficerCommand.RegisterOfficer(FocalF.Id, "Cán bộ", CommuneE))),
        new("body.dissolved", "a body is registered under it", () => Merged(Assembled().On("02/07"), CommuneE,
            CommuneF).When(Admin, new BodyCommand.RegisterBody(HospitalB, BodyKind.Facility, "Trạm", "Station",
                CommuneE))),
        new("body.dissolved", "a body is placed under it", () => Merged(Assembled().On("02/07"), CommuneE, CommuneF)
            .When(Admin, new BodyCommand.PlaceBody(HospitalA, CommuneE))),
        new("body.dissolved", "a body is paired with it", () => Merged(Assembled().On("02/07"), DuUb, Tu)
            .When(Admin, new BodyCommand.PairBody(Tttp, DuUb))),
        new("body.dissolved", "a body is registered as led by it", () => Merged(Assembled().On("02/07"), DuUb, Tu)
            .When(Admin, new BodyCommand.RegisterBody(HospitalB, BodyKind.Facility, "Bệnh viện B", "Hospital B", Ubnd,
                DuUb))),
        new("body.dissolved", "an inspection of it", () => Merged(Assembled().On("02/07"), HospitalA, HospitalB)
            .When(Chairman, IssueDecision with
            {
                Document = ChairmanPaper("120/QĐ-UBND", "02/07"), NominateBy = Day("05/07"),
            })),
        new("body.dissolved", "the receiver of money", () => Merged(Delegated().On("14/07"), Bhxh, Ubnd)
            .When(SytDelegate, Require)),
        new("body.dissolved", "a document of it, dated after its end", () => Merged(Confirmed().On("13/07"), Bhxh, Stc)
            .On("14/07").When(Chairman, Revise with { Document = Paper("16/QĐ-BHXH", "14/07", Bhxh, BhxhReviewer) })),
        new("assignment.not_an_addressee", "the successor, before it was handed over", () => Staffed(Merged(
            Assigned().On("02/07"), CommuneE, CommuneF)).When(FocalF, new AssignmentCommand.ReceiveAssignment(T11))),
        new("remediation.owner_cannot_require", "the owner came to be its own verifier",
            () => Merged(Submitted(), HospitalA, Syt).SuccessionRuns().When(SytDirector,
                new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"))),
        new("remediation.owner_cannot_require", "the owner grants itself more time", () => LateOwner().When(SytDirector,
            new RemediationCommand.GrantExtension(R1, 2, Day("30/08"), "Đồng ý"))),
        new("remediation.owner_cannot_require", "the owner refuses itself more time", () => LateOwner().When(
            SytDirector, new RemediationCommand.RefuseExtension(R1, 2, "Không"))),
        new("assignment.own_request", "the lead asks itself for more time", () => LeadOfItself(Received()
            .On("25/09")).When(CommitteeHead, new AssignmentCommand.RequestExtension(T07, Day("15/10"),
                "Chờ"))),
        new("remediation.owner_cannot_require", "the owner asks itself for more time", () => Merged(Acknowledged(),
            HospitalA, Syt).SuccessionRuns().When(SytFocal, new RemediationCommand.RequestExtension(R1, 2,
                Day("30/08"), "Chờ"))),
        new("remediation.only_the_inspectorate", "another body takes over accepting", () => OwnVerifier().When(
            BhxhReceiver, new RemediationCommand.TakeOverVerification(R1))),
        new("remediation.verified_by_another", "from a body that is not the owner", () => Submitted().Given(Admin,
            new OfficerCommand.AppointOfficer(Inspectorate.Id, New, Tttp, "Nghiệm thu", [Power.Verify], Day("12/08")))
            .When(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1))),
        new("remediation.verified_by_another", "twice", () => OwnVerifier()
            .Given(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1))
            .When(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1))),
        new("remediation.manager_cannot_require", "the owner's manager takes it over", () => OwnVerifier()
            .Given(Admin, new BodyCommand.PlaceBody(Syt, Tttp))
            .When(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1))),
        new("mandate.lacks_power", "an inspector takes over accepting", () => OwnVerifier()
            .When(Inspectorate, new RemediationCommand.TakeOverVerification(R1))),
        new("assignment.own_request", "the lead grants itself more time", () => LateLead().When(PartyCommittee,
            new AssignmentCommand.GrantExtension(T07, Day("15/10"), "Đồng ý"))),
        new("assignment.own_request", "the lead refuses itself more time", () => LateLead().When(PartyCommittee,
            new AssignmentCommand.RefuseExtension(T07, "Không"))),
        new("remediation.receiver_is_owner", "the debtor came to be the receiver", () => Merged(Acknowledged()
            .On("30/07").Given(Hospital, Pay("UNC-01", 1_000)), HospitalA, Bhxh).SuccessionRuns()
            .When(BhxhReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-01"))),
        new("remediation.receiver_is_owner", "the debtor is named to receive", () => Naming(NameReceiver with
        {
            Receiver = Bhxh,
        })),
        new("remediation.received_by_another", "another receives already", () => Acknowledged().Given(Admin,
            new BodyCommand.PlaceBody(HospitalA, Ubnd)).On("03/08").When(Chairman, NameReceiver)),
        new("body.unknown", "an unknown body is named to receive", () => Naming(NameReceiver with
        {
            Receiver = new BodyCode("NOBODY"),
        })),
        new("body.dissolved", "a body that is gone is named to receive", () => Naming(NameReceiver with
        {
            Receiver = HospitalA,
        })),
        new("act.before_earlier_step", "another receiver is named before the merger", () => OwnReceiver().On("03/08")
            .When(Chairman, NameReceiver with { Document = ChairmanPaper("200/QĐ-UBND", "29/07") }, Day("29/07"))),
        new("mandate.lacks_power", "another receiver is named by the receiver", () => OwnReceiver().On("03/08")
            .When(BhxhReceiver, NameReceiver)),
        new("document.not_of_the_body", "another receiver is named by another body's paper", () => OwnReceiver()
            .On("03/08").When(Chairman, NameReceiver with { Document = Paper("19/QĐ-STC", "03/08", Stc, StcHead) })),
        new("body.not_by_its_superior", "another receiver is named by a body that is not above", () => OwnReceiver()
            .On("03/08").Given(Admin, new BodyCommand.PlaceBody(Bhxh, Tttp)).When(Chairman, NameReceiver)),
        new("remediation.owner_cannot_require", "the owner, authorised, names its verifier", () => InspectorateOwner()
            .On("13/08").Given(Chairman, Authorise with
            {
                Officer = Inspectorate.Id, Mandate = new MandateId(Id("own")), Body = Tttp, From = Day("13/08"),
                Document = ChairmanPaper("150/QĐ-UBND", "13/08"),
            }).When(Inspectorate with { Mandate = new MandateId(Id("own")) }, NameVerifier with
            {
                Document = Paper("301/QĐ-UBND", "13/08", Ubnd, Inspectorate),
            })),
        new("remediation.owner_cannot_require", "the Inspectorate takes over from itself", () => InspectorateOwner()
            .When(InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1))),
        new("remediation.owner_cannot_require", "the owner is named to accept", () => InspectorateOwner().On("13/08")
            .When(Chairman, NameVerifier with { Verifier = Tttp })),
        new("remediation.manager_cannot_require", "its manager is named to accept", () => InspectorateOwner()
            .On("13/08").When(Chairman, NameVerifier with { Verifier = Ubnd })),
        new("remediation.verified_by_another", "another is named where no merger was", () => Submitted().Given(Admin,
            new BodyCommand.PlaceBody(HospitalA, Ubnd)).On("13/08").When(Chairman, NameVerifier)),
        new("inspection.subject_in_team", "the subject came to be a body of the team", () => Merged(Fieldwork(),
            HospitalA, Bhxh).SuccessionRuns().When(BhxhInspector, RecordF1)),
        new("remediation.voucher_used", "a voucher that the predecessor used", () => Acquired(Merged(Acknowledged()
            .On("30/07").Given(Hospital, Pay("UNC-01", 1_000)), HospitalA, HospitalB).SuccessionRuns())
            .When(FocalF, Pay("unc-01", 1_000))),
        new("succession.only_the_policy", "an administrator hands over", () => Merged(Received().On("02/07"), CommuneE,
            CommuneF).When(Admin, new SuccessionCommand.TakeOver(T11Stream, CommuneE))),
        new("succession.nothing_to_take_over", "a body that stands", () => Received().When(Acting.Succession,
            new SuccessionCommand.TakeOver(T11Stream, CommuneE))),
        new("succession.nothing_to_take_over", "no such thing", () => Merged(Assembled().On("02/07"), CommuneE,
            CommuneF).When(Acting.Succession, new SuccessionCommand.TakeOver(T11Stream, CommuneE))),
    ];

    private static Case OfAnotherSide(BodyKind kind) => new("body.manager_of_another_side",
        kind + " registered under a Party organisation", () => Assembled().When(Admin,
            new BodyCommand.RegisterBody(CommuneF, kind, "Cơ quan mới", "A new body", Tu)));

    private static Situation Naming(RemediationCommand command) => OwnReceiver().On("03/08").When(Chairman, command);

    private static Situation WithClerk() => TeamFormed().On("02/07");

    private static Situation LateOwner() => Merged(Acknowledged().Given(Hospital,
        new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Chờ")), HospitalA, Syt).SuccessionRuns();

    private static Situation LateLead() => LeadOfItself(Received().On("25/09").Given(SytFocal,
        new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ")));

    private static Situation Acquired(Situation s) => s
        .Given(Admin, new OfficerCommand.RegisterOfficer(FocalF.Id, "Cán bộ", HospitalB))
        .Given(Admin, new OfficerCommand.AppointOfficer(FocalF.Id, FocalF.Mandate, HospitalB, "Đầu mối",
            [Power.Execute], s.Today));
}
