using System.Text;
using System.Text.Json;
using Shouldly.Configuration;

namespace Supervision.Domain.Tests;

/// <summary>What is stored for ever: names, fields and bytes.</summary>
public sealed class TheCatalogue
{
    public static TheoryData<string> EventTypes =>
        [.. Codec.Events.Keys.OrderBy(t => t, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void keeps_the_bytes_of_each_event(string type)
    {
        var bytes = Codec.Encode(Samples.Events[type]);
        using var json = JsonDocument.Parse(bytes);
        Codec.Encode(Codec.Decode(type, json.RootElement)).ShouldBe(bytes);
        Encoding.UTF8.GetString(bytes).ShouldMatchApproved(c => Golden(c).WithDiscriminator(type)
            .WithFileExtension(".json"));
    }

    [Fact]
    public void keeps_the_names_and_fields_of_its_events() =>
        Listing(Codec.Events).ShouldMatchApproved(c => Golden(c).WithFileExtension(".txt"));

    [Fact]
    public void keeps_the_names_and_fields_of_its_commands() =>
        Listing(Codec.Commands).ShouldMatchApproved(c => Golden(c).WithFileExtension(".txt"));

    [Fact]
    public void writes_Vietnamese_letters_as_they_are()
    {
        var text = Encoding.UTF8.GetString(Codec.Encode(Samples.Events["assignment.AssignmentDrafted"]));
        text.ShouldContain("Kiểm tra liên ngành");
        text.ShouldNotContain("\\u");
    }

    [Fact]
    public void reads_a_plan_that_was_issued_before_plans_had_a_parent()
    {
        const string Old = """
            {"plan":"7d9f8764-966b-010a-9097-62d911a32d45","issuer":"TU","titleVi":"Kế hoạch","titleEn":"Plan",
             "implements":"52-CT/TW","document":{"number":"20-KH/TU","date":"2025-12-03","issuer":"TU",
             "signer":"328514a8-f6ca-7684-0a38-c6e5100fe474","sha256":""}}
            """;
        using var json = JsonDocument.Parse(Old);
        var issued = (Plans.PlanEvent.PlanIssued)Codec.Decode("plan.PlanIssued", json.RootElement);
        (issued.Implements, issued.Parent).ShouldBe(("52-CT/TW", null));
    }

    [Fact]
    public void names_every_event_and_command_once_by_its_noun()
    {
        Codec.Events.Keys.Intersect(Codec.Commands.Keys).ShouldBeEmpty();
        foreach (var (name, type) in Codec.Events.Concat(Codec.Commands))
            name.ShouldEndWith("." + type.Name);
    }

    [Theory]
    [InlineData("""{"assignment":"T-07","percent":5,"text":"a","more":1}""")]
    [InlineData("""{"assignment":"T-07","percent":5}""")]
    [InlineData("""{"assignment":"T-07","percent":"5","text":"a"}""")]
    [InlineData("""{"assignment":"T-07","percent":5.5,"text":"a"}""")]
    [InlineData("""{"assignment":"T-07","percent":5,"text":null}""")]
    [InlineData("""{"assignment":"T-07","percent":5,"text":"a","text":"b"}""")]
    [InlineData("""{"assignment":"","percent":5,"text":"a"}""")]
    [InlineData("""{"assignment":7,"percent":5,"text":"a"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void refuses_a_command_with_a_field_unknown_missing_mistyped_or_twice(string fields)
    {
        using var json = JsonDocument.Parse(fields);
        Should.Throw<WrongFieldException>(() =>
            new Codec((_, text) => Cast.Id(text)).Parse("assignment.ReportProgress", json.RootElement));
    }

    [Fact]
    public void reads_an_alias_as_an_id_and_writes_the_id()
    {
        using var json = JsonDocument.Parse("""{"assignment":"T-07","percent":5,"text":"Đang làm","evidence":[]}""");
        var command = new Codec((noun, text) =>
        {
            noun.ShouldBe("assignment");
            return Cast.Id(text);
        }).Parse("assignment.ReportProgress", json.RootElement);
        Encoding.UTF8.GetString(Codec.Encode(command)).ShouldBe(
            $$"""{"assignment":"{{Cast.Id("T-07")}}","text":"Đang làm","percent":5,"evidence":[]}""");
    }

    [Fact]
    public void reads_an_appointment_and_a_delegation_stored_before_roles_and_scopes()
    {
        const string id = "382e719c-e0c3-4f36-5c08-8a438da79176";
        using var appointed = JsonDocument.Parse($$"""
            {"mandate":"{{id}}","body":"UBND","post":"admin","powers":["Administer"],"from":"2025-01-01","to":null,
             "document":null}
            """);
        using var delegated = JsonDocument.Parse($$"""
            {"mandate":"{{id}}","delegator":"{{id}}","from":"{{id}}","fromBody":"UBND","body":"SYT","post":"Giám đốc",
             "powers":["RequireRemediation"],"fromDay":"2026-07-13","toDay":"2026-12-31","document":{"number":
             "143/QĐ-UBND","date":"2026-07-13","issuer":"UBND","signer":"{{id}}","sha256":"{{Cast.Hash("143")}}"} }
            """);
        var known = new Officers.Officer(new OfficerId(Cast.Id("a")), "Cán bộ", Cast.Ubnd, []);
        var day = Cast.Day("13/07");
        var own = (Officers.Officer)Decider.Evolve(
            known, Codec.Decode("officer.OfficerAppointed", appointed.RootElement), day)!;
        own.Mandates[0].Capacities.ShouldBe([Capacity.Self]);
        own.Mandates[0].Scope.ShouldBeEmpty();
        var lent = (Officers.Officer)Decider.Evolve(
            known, Codec.Decode("officer.MandateDelegated", delegated.RootElement), day)!;
        lent.Mandates[0].Capacities.ShouldBe([Capacity.Self, Capacity.TUQ]);
        lent.Mandates[0].Scope.ShouldBeEmpty();
    }

    [Fact]
    public void knows_no_other_names()
    {
        using var json = JsonDocument.Parse("{}");
        Should.Throw<UnknownNameException>(() => Codec.Decode("finding.Nothing", json.RootElement));
        Should.Throw<UnknownNameException>(() =>
            new Codec((_, _) => default).Parse("finding.Nothing", json.RootElement));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"body.BodyRegistered","occurredon":"12/01/2026"}""")]
    public void refuses_an_entry_that_is_none(string entry) => Should.Throw<JsonException>(() =>
        RecordedEvent.Parse(Encoding.UTF8.GetBytes(entry)));

    private static string Listing(IReadOnlyDictionary<string, Type> catalogue) => string.Join('\n', catalogue
        .OrderBy(e => e.Key, StringComparer.Ordinal)
        .Select(e => e.Key + "(" + string.Join(", ", e.Value.GetConstructors()[0].GetParameters()
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!) + ": " + NameOf(p.ParameterType))) + ")"))
        + "\n";

    private static string NameOf(Type t) => Nullable.GetUnderlyingType(t) is { } inner ? NameOf(inner) + "?"
        : t.IsGenericType ? NameOf(t.GetGenericArguments()[0]) + "[]" : t.Name;

    private static ShouldMatchConfigurationBuilder Golden(ShouldMatchConfigurationBuilder c) =>
        c.NoDiff().SubFolder("approved");
}
