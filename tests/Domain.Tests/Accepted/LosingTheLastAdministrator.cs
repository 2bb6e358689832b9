using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;
using Supervision.Domain.Tests.Refusals;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>Whatever takes the power to administer from the last who had it, the setting up mends.</summary>
public sealed class LosingTheLastAdministrator
{
    private static readonly BodyCode Archive = new("LUU-TRU");
    private static readonly Acting.Officer Second = new(new(Id("second")), new(Id("second")));
    private static readonly Acting.Officer Third = new(new(Id("third")), new(Id("third")));

    private static readonly Dictionary<string, Func<Situation>> Losses = new()
    {
        ["the mandate has come to its last day"] = () => Ruled(to: Day("12/01")),
        ["his body is merged"] = () => Ended(new BodyCommand.MergeBody(Archive, Syt,
            ChairmanPaper("10/QĐ-UBND", "13/01"))),
        ["his body is dissolved"] = () => Ended(new BodyCommand.DissolveBody(Archive, Syt,
            ChairmanPaper("10/QĐ-UBND", "13/01"))),
        ["two revoke each other"] = () => TwoOfThem().Given(Admin, Revoke(Second)).Given(Second, Revoke(Admin)),
        ["two suspend each other"] = () => TwoOfThem().Given(Admin, Suspend(Second)).Given(Second, Suspend(Admin)),
        ["one is suspended, the other's time ends"] = () => TwoOfThem(to: Day("12/01")).Given(Admin, Suspend(Second)),
    };

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void is_mended_by_the_setting_up_and_ends_it_again(string loss)
    {
        var s = Losses[loss]().On("14/01");
        s.Given(Acting.Setup, new OfficerCommand.RegisterOfficer(Third.Id, "Nguyễn Văn Mẫu", Ubnd));
        s.When(Acting.Setup, Appoint(Third, Ubnd, from: "14/01")).Then(
            (Facts.StreamOf(Third.Id), new OfficerEvent.OfficerAppointed(Third.Mandate, Ubnd, "Quản trị",
                [Power.Administer], Day("14/01"), null, null)),
            (Administrators.Stream, new AdministratorEvent.AdministratorListed(Third.Id, Third.Mandate)));
        s.When(Acting.Setup, Body).ThenRefused("setup.ended");
        s.When(Third, Body).Answer.ShouldBeOfType<Answer.Events>();
    }

    [Fact]
    public void has_not_happened_as_long_as_one_of_several_may_act()
    {
        TwoOfThem(to: Day("12/01")).On("13/01").When(Acting.Setup, Body).ThenRefused("setup.ended");
        TwoOfThem().Given(Admin, Suspend(Second)).On("13/01").When(Acting.Setup, Body).ThenRefused("setup.ended");
    }

    [Fact]
    public void has_happened_until_the_day_on_which_the_next_one_begins()
    {
        var s = Ruled(to: Day("12/01")).Given(Admin, Appoint(Second, Ubnd, from: "20/01"));
        s.On("19/01").When(Acting.Setup, Body).Answer.ShouldBeOfType<Answer.Events>();
        s.On("20/01").When(Acting.Setup, Body).ThenRefused("setup.ended");
    }

    [Fact]
    public void opens_no_other_door() => Ruled(to: Day("12/01")).On("13/01")
        .When(Acting.Setup, Rules2).ThenRefused("setup.not_part_of_it");

    /// <summary>Its administrators are not listed, so that nobody can tell whether the last of them is gone.</summary>
    [Fact]
    public void is_not_known_in_a_ledger_older_than_the_list() => Assembled()
        .Given(Facts.StreamOf(Admin.Id), new OfficerEvent.MandateRevoked(Admin.Mandate, Day("12/01"), "Nghỉ hưu"))
        .On("13/01").When(Acting.Setup, Body).ThenRefused("setup.ended");

    [Fact]
    public void is_known_there_once_an_administrator_has_appointed_another()
    {
        var s = Assembled().Given(Admin, new OfficerCommand.RegisterOfficer(Second.Id, "Nguyễn Thị Mẫu", Ubnd))
            .Given(Admin, Appoint(Second, Ubnd) with { To = Day("13/01") });
        s.State<Administrators>(Administrators.Stream).Listed.ShouldBe([Admin, Second]);
        s.On("14/01").When(Acting.Setup, Body).ThenRefused("setup.ended");
        s.On("13/01").Given(Second, Revoke(Admin) with { LastDay = Day("13/01") }).On("14/01")
            .When(Acting.Setup, Body).Answer.ShouldBeOfType<Answer.Events>();
    }

    private static BodyCommand Body =>
        new BodyCommand.RegisterBody(new BodyCode("BV-B"), BodyKind.Facility, "Bệnh viện B", "Hospital B");

    // A ledger of the present program, with rules.
    private static Situation Ruled(DateOnly? to = null, BodyCode? body = null) => RefusedSetUp.Begun()
        .Given(Acting.Setup, new BodyCommand.RegisterBody(Syt, BodyKind.Department, "Sở Y tế", "Health", Ubnd))
        .Given(Acting.Setup, new BodyCommand.RegisterBody(Archive, BodyKind.Department, "Lưu trữ", "Archive", Ubnd))
        .Given(Acting.Setup, new OfficerCommand.RegisterOfficer(Chairman.Id, "Chủ tịch", Ubnd))
        .Given(Acting.Setup, new OfficerCommand.RegisterOfficer(Second.Id, "Nguyễn Thị Mẫu", Ubnd))
        .Given(Acting.Setup, RefusedSetUp.FirstAdministrator with { To = to, Body = body ?? Ubnd })
        .Given(Admin, new OfficerCommand.AppointOfficer(Chairman.Id, Chairman.Mandate, Ubnd, "Chủ tịch",
            [Power.DecideInspection], Day("12/01")))
        .Given(RuleSets.Stream, RuleSet);

    private static Situation TwoOfThem(DateOnly? to = null) => Ruled(to).Given(Admin, Appoint(Second, Ubnd));

    private static Situation Ended(BodyCommand command) => Ruled(body: Archive).On("13/01").Given(Admin, command);

    private static OfficerCommand.AppointOfficer Appoint(Acting.Officer who, BodyCode body, string from = "12/01") =>
        new(who.Id, who.Mandate, body, "Quản trị", [Power.Administer], Day(from));

    private static OfficerCommand.RevokeMandate Revoke(Acting.Officer who) =>
        new(who.Id, who.Mandate, Day("12/01"), "Thôi việc");

    private static OfficerCommand.SuspendAccount Suspend(Acting.Officer who) =>
        new(who.Id, Day("13/01"), "Đang xem xét");
}
