using Supervision.Domain.Directives;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Directives: what arrives, to whom it is sent, who confirms and reports.</summary>
internal static class RefusedDirectives
{
    private static readonly DirectiveCommand Acknowledge = new DirectiveCommand.AcknowledgeDirective(D52);

    private static readonly Document Letter = new("70-CV/TU", Cascade.Day1, Tu, PartyOffice.Id, Hash("70-CV/TU"));

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("directive.unknown", "never received", () => Assembled().When(SytFocal, Acknowledge)),
        new("mandate.lacks_power", "an inspector receives a directive", () => Day1().When(Leader, Receive)),
        new("directive.already_received", "under the same id", () => Arrived().When(PartyOffice, Receive)),
        new("directive.already_received", "the same document under another id", () => Arrived().When(PartyOffice,
            Receive with { Directive = new DirectiveId(Id("again")) })),
        new("document.number_taken", "another document with its number", () => Arrived().When(PartyOffice,
            Receive with { Directive = new DirectiveId(Id("again")), Document = Incoming(Hash("other")) })),
        new("document.number_wrong", "no document number", () => Day1().When(PartyOffice,
            Receive with { Document = Receive.Document with { Number = "Chỉ thị 52" } })),
        new("document.hash_wrong", "no hash", () => Day1().When(PartyOffice,
            Receive with { Document = Incoming("abc") })),
        new("document.later_than_act", "dated after its receipt", () => Day1().When(PartyOffice,
            Receive with { Document = Receive.Document with { Date = Day("01/06") } })),
        new("body.unknown", "of an unknown issuer", () => Day1().When(PartyOffice,
            Receive with { Document = Receive.Document with { Issuer = new BodyCode("NOBODY") } })),
        new("directive.own", "issued by the receiver", () => Day1().When(PartyOffice,
            Receive with { Document = Receive.Document with { Issuer = Tu } })),
        new("circulation.day_passed", "a day before its own date", () => Day1().When(PartyOffice,
            Receive with { PlanBy = new DateOnly(2025, 10, 2) })),
        new("circulation.cycle_without_day", "a cycle without its first day", () => Day1().When(PartyOffice,
            Receive with { ReportBy = null })),
        new("mandate.other_body", "sent by another body", () => Arrived().When(PartyCommittee,
            SendTo(new Recipient(Syt)))),
        new("document.not_of_the_body", "sent with another body's letter", () => Arrived().On("10/06").When(
            PartyOffice, SendTo(new Recipient(Syt)) with { Document = ChairmanPaper("140/CV-UBND", "05/06") })),
        new("act.before_earlier_step", "sent before it arrived", () => Arrived().When(PartyOffice,
            new DirectiveCommand.SendDirective(D52, [new(Syt)], Letter with { Date = new DateOnly(2025, 12, 2) }),
            new DateOnly(2025, 12, 2))),
        new("circulation.nobody", "sent to nobody", () => Arrived().When(PartyOffice, SendTo())),
        new("circulation.twice", "sent to a body twice", () => Arrived().When(PartyOffice,
            SendTo(new(Syt), new(Syt, Day("31/12"))))),
        new("circulation.twice", "entered for a body whose place a successor has taken", () => Merged(
            Arrived().On("12/01").Given(PartyOffice, SendTo(new Recipient(CommuneE)), Cascade.Day1), CommuneE,
            CommuneF).SuccessionRuns().When(PartyOffice, SendTo(new Recipient(CommuneE)), Cascade.Day1)),
        new("circulation.to_itself", "sent to the sender", () => Arrived().When(PartyOffice,
            SendTo(new Recipient(Tu)))),
        new("circulation.day_passed", "a report due before it was sent", () => Arrived().When(PartyOffice,
            SendTo(new Recipient(Syt, null, new DateOnly(2025, 12, 2))))),
        new("body.unknown", "sent to an unknown body", () => Arrived().When(PartyOffice,
            SendTo(new Recipient(new BodyCode("NOBODY"))))),
        new("rules.limit_not_in_force", "the rule set is older than the limit", () => Arrived()
            .Given(RuleSets.Stream, RuleSet with { Version = 2, Limits = [.. Limits.Take(11)] })
            .When(PartyOffice, SendTo(new Recipient(Syt)))),
        new("circulation.not_a_recipient", "confirmed by a body that it was not sent to", () => Arrived()
            .When(SytFocal, Acknowledge)),
        new("circulation.not_acknowledged", "reported before the receipt", () => Arrived()
            .Given(PartyOffice, SendTo(new Recipient(Syt))).When(SytFocal, Report())),
        new("evidence.unknown", "reported with unknown evidence", () => Arrived()
            .Given(PartyOffice, SendTo(new Recipient(Syt))).Given(SytFocal, Acknowledge)
            .When(SytFocal, Report(EvidenceOf(Syt, 9)))),
        new("mandate.lacks_power", "an inspector confirms", () => Arrived().When(Leader, Acknowledge)),
        new("mandate.other_body", "ended by another body", () => Arrived().On("02/07").When(SytFocal, End)),
        new("directive.ended", "ended twice", () => Ended().When(PartyOffice, End)),
        new("directive.ended", "sent after its end", () => Ended().When(PartyOffice, SendTo(new Recipient(Syt)) with
        {
            Document = Paper("71-CV/TU", "01/07", Tu, PartySecretary),
        }, Day("01/07"))),
        new("directive.ended", "a plan issued under it on the day of its end", () => Ended().When(PartySecretary,
            UnderDirective with { Document = Paper("51-KH/TU", "01/07", Tu, PartySecretary) }, Day("01/07"))),
        new("directive.ended_by_another", "by a document of another body", () => Arrived().On("02/07").When(PartyOffice,
            End with { Document = End.Document with { Issuer = Ubnd } })),
        new("directive.not_ended_by_earlier", "by an older document", () => Arrived().On("02/07").When(PartyOffice,
            End with { Document = End.Document with { Date = new DateOnly(2025, 10, 2) } })),
        new("directive.not_ended_by_earlier", "by itself", () => Arrived().On("02/07").When(PartyOffice,
            End with { Document = Receive.Document })),
        new("directive.not_that_document", "replaced by a directive that never arrived", () => Arrived().On("02/07")
            .When(PartyOffice, End with { By = new DirectiveId(Id("60-CT/TW")) })),
        new("directive.not_that_document", "replaced by another directive than the document", () => Arrived()
            .On("02/07").When(PartyOffice, End with { By = D52 })),
        new("document.number_taken", "by another document with a number that is taken", () => Arrived().On("02/07")
            .When(PartyOffice, End with { Document = End.Document with
            {
                Number = "52-CT/TW", Date = Receive.Document.Date,
            } })),
        new("act.before_earlier_step", "ended before it arrived", () => Arrived().On("02/07").When(PartyOffice,
            End with { Document = End.Document with { Date = new DateOnly(2025, 12, 2) } },
            new DateOnly(2025, 12, 2))),
    ];

    private static Situation Ended() => Arrived().On("02/07").Given(PartyOffice, End, Day("01/07"));

    private static Situation Day1() => Assembled().On(Cascade.Day1);

    private static IncomingDocument Incoming(string hash) => Receive.Document with { Sha256 = hash };

    private static DirectiveCommand.SendDirective SendTo(params Recipient[] recipients) =>
        new(D52, recipients, Letter);

    private static DirectiveCommand Report(params EvidenceId[] evidence) =>
        new DirectiveCommand.ReportImplementation(D52, "Đã quán triệt", evidence);
}
