using Supervision.Domain.Obligations;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>A merger made the owner of a remediation its receiver or verifier; a body above names another.</summary>
public sealed class NamingAnotherParty
{
    private static Remediation R1Of(Situation s) => s.State<Remediation>(R1Stream);

    private static IEnumerable<(string, BodyCode, DateOnly?, DateOnly?)> Confirmations(Situation s) => R1Of(s)
        .Obligations.Where(o => o.Kind == ObligationKind.ConfirmPayment)
        .Select(o => (o.Key, o.Body, o.MetOn, o.EndedOn));

    [Fact]
    public void the_receiver_that_was_named_confirms_what_the_debtor_could_not_confirm_to_itself()
    {
        var s = WithReceiver(OwnReceiver().On("03/08").When(Chairman, Mergers.NameReceiver).Then(
            (R1Stream, new RemediationEvent.ReceiverNamed(Stc, Rules.Deadline.After(Day("03/08"),
                Rules.LimitIds.ConfirmPayment, new Facts(OwnReceiver().States)), Mergers.NameReceiver.Document)),
            ("docno/UBND/QĐ-UBND/2026/200", SettingUp.Taken(Mergers.NameReceiver.Document))));
        Confirmations(s).ShouldBe(
            [("confirm-payment/1", Bhxh, null, Day("03/08")), ("confirm-payment/1/2", Stc, null, null)]);
        s.On("04/08").Given(StcReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-01"));
        Confirmations(s).Last().ShouldBe(("confirm-payment/1/2", Stc, Day("04/08"), null));
        s.Given(BhxhHead, Pay("UNC-02", 112_502_000))
            .Given(StcReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-02"));
        (R1Of(s).Outstanding, R1Of(s).ObligationFor(1).MetOn).ShouldBe((Money.Zero, Day("04/08")));
    }

    [Fact]
    public void naming_another_receiver_recovers_nothing_and_ends_no_debt()
    {
        var s = OwnReceiver();
        var before = R1Of(s);
        var after = R1Of(s.On("03/08").Given(Chairman, Mergers.NameReceiver));
        (after.Outstanding, after.Confirmed, after.Reported).ShouldBe(
            (before.Outstanding, Money.Zero, Dong(100_000_000)));
        after.ObligationFor(1).ShouldBe(before.ObligationFor(1));
    }

    [Fact]
    public void what_the_owner_had_missed_to_confirm_to_itself_stays_missed()
    {
        var s = OwnReceiver().On("10/08").ClockRuns().Given(Chairman, Mergers.NameReceiver with
        {
            Document = ChairmanPaper("200/QĐ-UBND", "10/08"),
        }).ClockRuns();
        R1Of(s).Obligations.Where(o => o.Kind == ObligationKind.ConfirmPayment).Select(o => (o.Body, o.Missed))
            .ShouldBe([(Bhxh, true), (Stc, false)]);
    }

    [Fact]
    public void after_a_further_merger_yet_another_receiver_is_named()
    {
        var s = OwnReceiver().On("03/08").Given(Chairman, Mergers.NameReceiver)
            .Given(Admin, Merge(Stc, Bhxh, "16/QĐ-UBND", "03/08")).SuccessionRuns();
        s.On("04/08").Given(Chairman, Mergers.NameReceiver with
        {
            Receiver = Syt,
            Document = ChairmanPaper("202/QĐ-UBND", "04/08"),
        });
        Confirmations(s).ShouldBe(
        [
            ("confirm-payment/1", Bhxh, null, Day("03/08")), ("confirm-payment/1/2", Bhxh, null, Day("04/08")),
            ("confirm-payment/1/3", Syt, null, null),
        ]);
    }

    [Fact]
    public void where_the_owner_came_to_be_the_Inspectorate_a_body_above_names_who_accepts()
    {
        var s = InspectorateOwner().On("13/08").Given(Chairman, Mergers.NameVerifier);
        var r = R1Of(s);
        (r.Owner, r.RequiringBody).ShouldBe((Tttp, Bhxh));
        r.Obligations.Where(o => o.IsOpen).ShouldAllBe(o => o.Body != o.OwedTo);
        r.Obligations.Where(o => o.IsOpen && o.Body == Bhxh).Select(o => o.Key).ShouldBe(
            ["answer-submission/2/5", "answer-extension/2/6"]);
        s.Given(BhxhReceiver, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"));
        R1Of(s).ObligationFor(2).MetOn.ShouldBe(Day("12/08"));
    }

    [Fact]
    public void a_naming_is_entered_later_by_the_clerk_and_its_days_count_from_then()
    {
        var s = OwnReceiver().On("06/08").Given(Chairman, Mergers.NameReceiver, Day("03/08"), Clerk);
        Confirmations(s).First().ShouldBe(("confirm-payment/1", Bhxh, null, Day("03/08")));
        R1Of(s).Obligations.Single(o => o.IsOpen && o.Kind == ObligationKind.ConfirmPayment).Due
            .ShouldBe(Day("13/08"));
    }
}
