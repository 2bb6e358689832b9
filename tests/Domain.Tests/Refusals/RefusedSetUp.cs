using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Bodies, officers, mandates, rule sets, calendars, plans and evidence.</summary>
internal static class RefusedSetUp
{
    private static readonly PlanCommand.SetPlanGoal Goal = new(ThePlan, "coverage-2026", "Bao phủ", "Coverage",
        GoalOperator.Above, "II", IssuePlan.Document, new Share(955, 1_000), 2026);

    private static readonly MandateId New = new(Id("new"));

    internal static readonly OfficerCommand.AppointOfficer FirstAdministrator =
        new(Admin.Id, Admin.Mandate, Ubnd, "Quản trị", [Power.Administer], Day("12/01"));

    public static readonly IReadOnlyList<Case> Cases =
    [
        Ended("a body after the first rule set", RuleSets.Stream, RuleSet),
        Ended("a body after the first calendar", Rules.Calendar.Stream, Cast.Calendar),
        Ended("a body after the first table of roles", RoleTables.Stream, new RoleTableEvent.RoleTableAdopted(1,
            Day("12/01"), Mergers.AdoptRoles.Roles, Mergers.AdoptRoles.ContentSha256, "Bảng", IssuePlan.Document)),
        new("setup.ended", "a second administrator, later", () => Assembled().When(Acting.Setup, FirstAdministrator
            with { Mandate = New })),
        Beyond("it adopts a rule set", Rules2),
        Beyond("it adopts a calendar", Calendar2),
        Beyond("it adopts a table of roles", Mergers.AdoptRoles),
        Beyond("it appoints an officer of a body's cases", FirstAdministrator with { Powers = [Power.Assign] }),
        Beyond("it appoints an administrator who does more", FirstAdministrator with
        {
            Powers = [Power.Administer, Power.Assign],
        }),
        Beyond("it appoints by a role", FirstAdministrator with { Powers = [], Role = OfficerRole.Administrator }),
        Beyond("it appoints by a document", FirstAdministrator with { Document = Rules2.Approval }),
        Beyond("it suspends", new OfficerCommand.SuspendAccount(Admin.Id, Day("12/01"), "Thử")),
        Beyond("it changes a body", new BodyCommand.PlaceBody(Ubnd, null)),
        Beyond("it declares a conflict", new OfficerCommand.DeclareConflict(Ubnd, "Người thân")),
        Beyond("it drafts", Draft(T07, T07Clears)),
        new("act.in_the_system_takes_no_date", "set up yesterday", () => Begun().When(Acting.Setup, Body("BV-B"),
            Day("11/01"))),
        new("mandate.lacks_power", "a clerk registers a body", () => Assembled().When(Clerk, Body("BV-B"))),
        new("body.code_taken", "a code registered before", () => Assembled().When(Admin, Body("SYT"))),
        new("body.unknown", "a manager nobody registered", () => Assembled().When(Admin,
            new BodyCommand.RegisterBody(new BodyCode("BV-B"), BodyKind.Facility, "Bệnh viện B", "Hospital B",
                new BodyCode("NOBODY")))),
        new("officer.already_registered", "an officer twice", () => Assembled().When(Admin,
            new OfficerCommand.RegisterOfficer(Leader.Id, "Trưởng đoàn", Syt))),
        new("body.unknown", "an officer of an unknown body", () => Assembled().When(Admin,
            new OfficerCommand.RegisterOfficer(new OfficerId(Id("new")), "Cán bộ mới", new BodyCode("NOBODY")))),
        new("officer.unknown", "an appointment of nobody", () => Assembled().When(Admin,
            Appoint() with { Officer = new OfficerId(Id("nobody")) })),
        new("body.unknown", "an appointment to an unknown body", () => Assembled().When(Admin,
            Appoint() with { Body = new BodyCode("NOBODY") })),
        new("mandate.already_given", "the same mandate twice", () => Assembled().When(Admin,
            Appoint() with { Mandate = Leader.Mandate })),
        new("mandate.no_powers", "a mandate without powers", () => Assembled().When(Admin,
            Appoint() with { Powers = [] })),
        new("mandate.ends_before_start", "a mandate that ends first", () => Assembled().When(Admin,
            Appoint() with { To = Day("11/01") })),
        new("mandate.unknown", "revoking a mandate that is not there", () => Assembled().When(Admin,
            new OfficerCommand.RevokeMandate(Leader.Id, New, Day("12/01"), "Thôi việc"))),
        new("mandate.revoked_in_the_past", "revoked as of last week", () => Assembled().When(Admin,
            new OfficerCommand.RevokeMandate(Leader.Id, Leader.Mandate, Day("05/01"), "Thôi việc"))),
        new("mandate.sub_delegation", "the delegate passes it on", () => Delegated().On("14/07").When(SytDelegate,
            Authorise with
            {
                Officer = SytInspector.Id, Document = Paper("09/QĐ-SYT", "14/07", Syt, SytDirector),
                Mandate = New, From = Day("14/07"),
            })),
        new("mandate.beyond_own_powers", "powers that he lacks", () => Confirmed().On("13/07").When(Chairman,
            Authorise with { Powers = [Power.RequireRemediation, Power.ReceivePayments] })),
        new("mandate.beyond_own_time", "a delegation that began yesterday", () => Confirmed().On("13/07").When(Chairman,
            Authorise with { From = Day("12/07") })),
        new("mandate.beyond_own_time", "a delegation that outlasts his mandate", () => Confirmed().On("13/07")
            .Given(Admin, new OfficerCommand.RevokeMandate(Chairman.Id, Chairman.Mandate, Day("30/09"), "Nghỉ hưu"))
            .When(Chairman, Authorise)),
        new("mandate.not_for_another_body", "acceptance delegated to another body", () => Confirmed().On("13/07")
            .When(Chairman, Authorise with { Powers = [Power.RequireRemediation, Power.Verify] })),
        new("document.not_of_the_body", "a delegation on another body's paper", () => Confirmed().On("13/07")
            .When(Chairman, Authorise with { Document = Paper("12/QĐ-SYT", "13/07", Syt, SytDirector) })),
        new("mandate.already_given", "a delegation under a mandate's id that is taken", () => Confirmed().On("13/07")
            .When(Chairman, Authorise with { Mandate = SytDirector.Mandate })),
        new("rules.version_not_next", "the same version with other content", () => Assembled().When(Admin,
            Hashed(Rules2 with { Version = 1 }))),
        new("rules.version_not_next", "a number far ahead, which would leave none for the next", () => Assembled()
            .When(Admin, Hashed(Rules2 with { Version = 9_999 }))),
        new("rules.content_hash_wrong", "the hash of another content", () => Assembled().When(Admin,
            Rules2 with { Basis = "Quy định khác" })),
        new("rules.content_hash_wrong", "a hash that is none", () => Assembled().When(Admin,
            Rules2 with { ContentSha256 = "ab" })),
        new("rules.backdated", "in force from today", () => Assembled().When(Admin,
            Hashed(Rules2 with { EffectiveFrom = Day("12/01") }))),
        new("rules.party_terms_wrong", "two terms of one year", () => Assembled().When(Admin,
            Hashed(Rules2 with { PartyTerms = [Day("01/01"), Day("02/06")] }))),
        new("document.in_the_future", "approved tomorrow", () => Assembled().When(Admin,
            Rules2 with { Approval = Rules2.Approval with { Date = Day("13/01") } })),
        new("document.number_taken", "approved by a number that is taken", () => Assembled()
            .Given(Admin, Rules2).When(Admin, Calendar2 with
            {
                Approval = Calendar2.Approval with { Number = Rules2.Approval.Number },
            })),
        new("calendar.content_hash_wrong", "the hash of another content", () => Assembled().When(Admin,
            Calendar2 with { Provisional = true })),
        new("document.number_wrong", "a calendar approved by no number", () => Assembled().When(Admin,
            Calendar2 with { Approval = Calendar2.Approval with { Number = "khẩn" } })),
        new("rules.limit_missing", "a limit left out", () => Assembled().When(Admin,
            Hashed(Rules2 with { Limits = [.. Limits.Skip(1)] }))),
        new("field.number_out_of_range", "a limit of 0 days", () => Assembled().When(Admin,
            Hashed(Rules2 with { Limits = [Limits[0] with { Value = 0 }, .. Limits.Skip(1)] }))),
        new("rules.limit_twice", "a limit twice", () => Assembled().When(Admin,
            Hashed(Rules2 with { Limits = [.. Limits, Limits[0] with { Value = 99 }] }))),
        .. new[] { (LimitIds.FirstReminder, 7), (LimitIds.SecondReminder, 15), (LimitIds.Escalation, 1) }.Select(x =>
            new Case("rules.reminder_order", x.Item1 + " on day " + x.Item2, () => Assembled().When(Admin, Hashed(
                Rules2 with
                {
                    Limits = [.. Limits.Select(l => l.Id == x.Item1 ? l with { Value = x.Item2 } : l)],
                })))),
        .. new[] { LimitIds.FirstReminder, LimitIds.SecondReminder, LimitIds.Escalation }.Select(id =>
            new Case("rules.reminder_unit", id + " in working days", () => Assembled().When(Admin, Hashed(Rules2 with
            {
                Limits = [.. Limits.Select(l => l.Id == id ? l with { Unit = LimitUnit.WorkingDay } : l)],
            })))),
        new("mandate.lacks_power", "a clerk adopts rules", () => Assembled().When(Clerk, Rules2)),
        new("calendar.version_not_next", "an older version", () => Assembled().When(Admin,
            Hashed(Calendar2 with { Version = 1 }))),
        new("calendar.version_not_next", "a number far ahead, which would leave none for the next", () => Assembled()
            .When(Admin, Hashed(Calendar2 with { Version = 4 }))),
        new("calendar.day_outside_span", "a day of another year", () => Assembled().When(Admin,
            Hashed(Calendar2 with { DaysOff = [new DateOnly(2027, 1, 1)] }))),
        new("calendar.day_outside_span", "a span that ends first", () => Assembled().When(Admin,
            Hashed(Calendar2 with { To = Day("01/01"), From = Day("02/01"), DaysOff = [] }))),
        new("calendar.not_a_weekend_day", "a Monday to make up", () => Assembled().When(Admin,
            Hashed(Calendar2 with { WorkingWeekendDays = [Day("12/01")] }))),
        new("calendar.off_and_worked", "a Saturday that is both", () => Assembled().When(Admin,
            Hashed(Calendar2 with { DaysOff = [Day("24/11"), Day("22/08")] }))),
        new("mandate.lacks_power", "a clerk adopts a calendar", () => Assembled().When(Clerk, Calendar2)),
        new("plan.already_issued", "a plan twice", () => Planned().When(PartySecretary, IssuePlan)),
        new("mandate.other_body", "a plan of another body", () => Assembled().When(PartySecretary, IssuePlan with
        {
            Document = Paper("20-KH/DUUB", "12/01", DuUb, CommitteeHead),
        })),
        new("document.signer_is_another", "a plan that somebody else signed", () => Assembled().When(PartySecretary,
            IssuePlan with { Document = IssuePlan.Document with { Signer = PartyOffice.Id } })),
        new("plan.unknown", "a goal of no plan", () => Assembled().When(PartySecretary, Goal)),
        new("plan.goal_already_set", "a goal twice", () => Planned().Given(PartySecretary, Goal)
            .When(PartySecretary, Goal)),
        new("plan.goal_value", "above nothing", () => Planned().When(PartySecretary, Goal with { Value = null })),
        new("plan.goal_value", "universal with a number", () => Planned().When(PartySecretary,
            Goal with { Operator = GoalOperator.Universal })),
        new("plan.goal_share_wrong", "more than all", () => Planned().When(PartySecretary,
            Goal with { Value = new Share(1_001, 1_000) })),
        new("field.number_out_of_range", "of nothing", () => Planned().When(PartySecretary,
            Goal with { Value = new Share(0, 0) })),
        new("evidence.already_registered", "the same id for another file", () => Fieldwork().When(BhxhInspector,
            Register(EvidenceOf(Bhxh)) with { Sha256 = Hash("another") })),
        new("evidence.hash_wrong", "63 digits", () => Fieldwork().When(BhxhInspector,
            Register(EvidenceOf(Bhxh, 9)) with { Sha256 = Hash("x")[1..] })),
        new("evidence.empty_file", "no bytes", () => Fieldwork().When(BhxhInspector,
            Register(EvidenceOf(Bhxh, 9)) with { SizeBytes = 0 })),
        new("mandate.lacks_power", "a clerk registers evidence", () => Fieldwork().When(Clerk,
            Register(EvidenceOf(Bhxh, 9)))),
    ];

    /// <summary>A ledger with one body and one officer, and no rules.</summary>
    internal static Situation Begun() => new Situation().On("12/01")
        .Given(Acting.Setup, new BodyCommand.RegisterBody(Ubnd, BodyKind.State, "UBND", "People's Committee"))
        .Given(Acting.Setup, new OfficerCommand.RegisterOfficer(Admin.Id, "Quản trị", Ubnd));

    private static Case Ended(string when, string stream, Event first) => new("setup.ended", when, () => Begun()
        .Given(Acting.Setup, FirstAdministrator).Given(stream, first).When(Acting.Setup, Body("BV-B")));

    private static Case Beyond(string when, Command command) => new("setup.not_part_of_it", when, () => Begun()
        .When(Acting.Setup, command));

    private static BodyCommand Body(string code) =>
        new BodyCommand.RegisterBody(new BodyCode(code), BodyKind.Facility, "Bệnh viện B", "Hospital B");

    private static OfficerCommand.AppointOfficer Appoint() =>
        new(Leader.Id, New, Syt, "Thanh tra viên", [Power.Inspect], Day("12/01"));
}
