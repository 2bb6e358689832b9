using System.Text;
using Supervision.Messaging.Scenarios;

namespace Supervision.Messaging.Tests;

public sealed class AScenarioFileWithAMistake : IDisposable
{
    private const string Good = """
        { "format": "supervision-scenario/1", "name": "X", "steps": [
          { "id": "X.01", "on": "2026-01-12", "actor": "xa-e.dau-moi", "do": "assignment.ReceiveAssignment",
            "with": { "assignment": "T-11" }, "expect": { "refused": "assignment.unknown" } } ] }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("supervision-scenario-").FullName;

    [Fact]
    public void none_is_read_as_it_stands() => Read(Good).Steps.ShouldHaveSingleItem().Id.ShouldBe("X.01");

    [Theory]
    [InlineData("\"format\": \"supervision-scenario/1\"", "\"format\": \"2\"", "wrong_format", null)]
    [InlineData("\"steps\"", "\"step\"", "unknown_field", null)]
    [InlineData("\"id\": \"X.01\", ", "", "step_without_id", "#1")]
    [InlineData("\"actor\"", "\"akter\"", "unknown_field", "X.01")]
    [InlineData("\"actor\": \"xa-e.dau-moi\", ", "", "field_missing", "X.01")]
    [InlineData("xa-e.dau-moi", "policy/obligations", "policy_not_given", "X.01")]
    [InlineData("assignment.ReceiveAssignment", "assignment.Receive", "unknown_command", "X.01")]
    [InlineData("2026-01-12", "2026-02-30", "day_wrong", "X.01")]
    [InlineData("2026-01-12", "12/01/2026", "day_wrong", "X.01")]
    [InlineData("2026-01-12", "1999-01-12", "day_wrong", "X.01")]
    [InlineData("\"assignment\": \"T-11\"", "\"assignment\": 11", "field_wrong", "X.01")]
    [InlineData("\"assignment\": \"T-11\"", "\"assignment\": \"T-11\", \"x\": 1", "field_wrong", "X.01")]
    [InlineData("\"assignment\": \"T-11\"", "", "field_wrong", "X.01")]
    [InlineData("\"T-11\"", "{\"$sha256\": \"no-such-file\"}", "file_missing", "X.01")]
    [InlineData("\"T-11\"", "{\"$sha256\": 7}", "file_missing", "X.01")]
    [InlineData("\"T-11\"", "{\"$size\": \"a\\u0000b\"}", "file_missing", "X.01")]
    [InlineData("\"with\": { \"assignment\": \"T-11\" }", "\"withFile\": \"a\\u0000b\"", "file_missing", "X.01")]
    [InlineData("\"name\": \"X\"", "\"name\": 5", "wrong_kind", null)]
    [InlineData("\"name\": \"X\"", "\"title\": [\"X\"]", "wrong_kind", null)]
    [InlineData("\"name\": \"X\"", "\"title\": { \"vi\": 5 }", "wrong_kind", null)]
    [InlineData("\"name\": \"X\"", "\"title\": { \"fr\": \"X\" }", "unknown_field", null)]
    [InlineData("\"expect\": { \"refused\": \"assignment.unknown\" }", "\"expect\": { \"events\": [\"x.Y\"] }",
        "unknown_event", "X.01")]
    [InlineData("\"expect\": { \"refused\": \"assignment.unknown\" }", "\"expect\": 1", "field_missing", "X.01")]
    [InlineData("} ] }", "} ]", "not_json", null)]
    [InlineData("\"name\": \"X\"", "\"name\": \"X\", \"name\": \"Y\"", "given_twice", null)]
    [InlineData("\"steps\"", "\"then\": 5, \"steps\"", "figure_wrong", null)]
    [InlineData("\"steps\"", "\"Then\": [], \"steps\"", "unknown_field", null)]
    [InlineData("\"steps\"", "\"then\": [{\"figure\": \"x.y\", \"of\": \"A\", \"equals\": 0}], \"steps\"",
        "figure_unknown", null)]
    [InlineData("\"steps\"", "\"then\": [{\"figure\": \"assignment.due\", \"of\": \"A\", \"equals\": 0}], \"steps\"",
        "day_wrong", null)]
    [InlineData("\"steps\"", "\"then\": [{\"figure\": \"measure.due\", \"of\": \"A/1\", \"equals\": [\"2026-10-15\"]}],"
        + "\"steps\"", "day_wrong", null)]
    [InlineData("\"steps\"", "\"then\": [{\"figure\": \"assignment.due\", \"of\": \"A\", \"equals\": \"15/10\"}], "
        + "\"steps\"", "day_wrong", null)]
    [InlineData("\"actor\"", "\"capacity\": \"1\", \"actor\"", "capacity_wrong", "X.01")]
    [InlineData("\"actor\"", "\"capacity\": \"TM,KT\", \"actor\"", "capacity_wrong", "X.01")]
    [InlineData("\"actor\"", "\"capacity\": 7, \"actor\"", "wrong_kind", "X.01")]
    [InlineData("\"actor\"", "\"recorder\": 7, \"actor\"", "wrong_kind", "X.01")]
    [InlineData("{ \"assignment\": \"T-11\" }", "[1]", "with_wrong", "X.01")]
    [InlineData("\"do\"", "\"withFile\": \"x.json\", \"do\"", "with_wrong", "X.01")]
    [InlineData("\"refused\": \"assignment.unknown\"", "\"refused\": \"a\", \"nothing\": true", "expect_one", "X.01")]
    [InlineData("\"refused\": \"assignment.unknown\"", "\"refused\": 5", "wrong_kind", "X.01")]
    [InlineData("\"do\"", "\"persons\": [1], \"do\"", "wrong_kind", "X.01")]
    [InlineData("\"do\"", "\"persons\": {\"a\": 1}, \"do\"", "wrong_kind", "X.01")]
    [InlineData("\"T-11\"", "\"T-11\", \"assignment\": \"T-12\"", "given_twice", null)]
    [InlineData("\"T-11\"", "\"T-11\", \"root\": {\"$head\": \"root\"}", "wrong_kind", "X.01")]
    [InlineData("\"T-11\"", "\"T-11\", \"index\": {\"$head\": \"root\"}, \"root\": {\"$head\": \"size\"}",
        "field_wrong", "X.01")]
    [InlineData("T-11", "a\\ud800b", "half_character", null)]
    [InlineData("\"do\": \"assignment.ReceiveAssignment\",\n", "\"clock\": {\"assignment\": 5}, \"do\": \"x\",\n",
        "clock_wrong", "X.01")]
    public void is_refused_naming_the_step_and_the_reason(string part, string by, string code, string? step)
    {
        Good.ShouldContain(part);
        var refused = Should.Throw<ScenarioException>(() => Read(Good.Replace(part, by, StringComparison.Ordinal)));

        refused.Code.ShouldBe(code);
        refused.Step.ShouldBe(step);
        refused.File.ShouldBe("x.json");
    }

    [Fact]
    public void that_is_not_UTF8_is_refused_naming_the_place()
    {
        var path = Path.Combine(folder, "x.json");
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes("{ \"name\": \""), 0xC3, 0x28, .. "\" }"u8.ToArray()]);

        Should.Throw<ScenarioException>(() => ScenarioReader.Read(path)).Code.ShouldBe("not_utf8");
    }

    [Fact]
    public void that_is_too_large_or_missing_is_refused_unread()
    {
        var path = Path.Combine(folder, "large.json");
        File.WriteAllBytes(path, new byte[ScenarioReader.FileBytesMax + 1]);

        Should.Throw<ScenarioException>(() => ScenarioReader.Read(path)).Code.ShouldBe("file_too_large");
        Should.Throw<ScenarioException>(() => ScenarioReader.Read(path + "x")).Code.ShouldBe("file_missing");
        Should.Throw<ScenarioException>(() => ScenarioReader.Read(folder)).Code.ShouldBe("file_is_a_folder");
    }

    [Fact]
    public void names_the_field_of_the_command_and_the_place_of_half_a_character()
    {
        Should.Throw<ScenarioException>(() => Read(Good.Replace("\"T-11\"", "11", StringComparison.Ordinal)))
            .Refusal!.Values[0].ToString().ShouldBe("assignment");
        Should.Throw<ScenarioException>(() => Read(Good.Replace("T-11", "a\\ud800b", StringComparison.Ordinal)))
            .Values.ShouldBe(["steps[0].with.assignment"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("[[]]")]
    [InlineData("{\"a\":{}}")]
    [InlineData("\"x\"")]
    [InlineData("1e400")]
    public void in_any_member_of_a_step_is_told_and_never_a_defect(string value)
    {
        foreach (var member in new[]
        {
            "id", "on", "recorded", "at", "actor", "mandate", "capacity", "recorder", "recorderMandate", "do", "with",
            "withFile", "persons", "clock", "expect",
        })
        {
            var step = $$"""
                { "id": "X.01", "on": "2026-01-12", "actor": "a", "do": "assignment.ReceiveAssignment",
                  "with": { "assignment": "T-11" }, "expect": { "nothing": true } }
                """;
            using var json = System.Text.Json.JsonDocument.Parse(step);
            var others = json.RootElement.EnumerateObject().Where(m => m.Name != member && member != "clock")
                .Select(m => $"\"{m.Name}\": {m.Value.GetRawText()}");
            var file = $$"""
                { "format": "supervision-scenario/1", "steps": [ { {{string.Join(", ",
                    others.Append($"\"{member}\": {value}"))}} } ] }
                """;
            var thrown = Record.Exception(() => Read(file));
            // A text is right for most members.
            (thrown is ScenarioException || (thrown is null && value == "\"x\"")).ShouldBeTrue($"{member}: {thrown}");
        }
    }

    [Fact]
    public void an_id_used_twice_is_refused()
    {
        var step = Good[Good.IndexOf("{ \"id\"", StringComparison.Ordinal)..Good.LastIndexOf(']')].Trim();
        Should.Throw<ScenarioException>(() => Read(Good.Replace(step, step + ", " + step, StringComparison.Ordinal)))
            .Code.ShouldBe("step_twice");
    }

    [Fact]
    public void played_together_with_itself_or_a_namesake_is_refused()
    {
        var path = Path.Combine(folder, "x.json");
        File.WriteAllText(path, Good);
        var namesake = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "other")).FullName, "x.json");
        File.WriteAllText(namesake, Good);

        Should.Throw<ScenarioException>(() => ScenarioReader.ReadAll([path, path])).Code.ShouldBe("file_twice");
        Should.Throw<ScenarioException>(() => ScenarioReader.ReadAll([path, namesake])).Code.ShouldBe("file_twice");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Scenario Read(string text)
    {
        var path = Path.Combine(folder, "x.json");
        File.WriteAllText(path, text);
        return ScenarioReader.Read(path);
    }
}

public class AStepBeforeTheSeeds
{
    [Fact]
    public async Task is_refused_and_not_moved_to_another_day()
    {
        await using var world = await World.WithSetupAsync();
        var s1 = World.Seeds("scenarios").Single(s => s.Name == "S1");
        var early = s1.Steps.OfType<Step.Command>().First() with
        {
            At = new DateTimeOffset(2020, 1, 1, 0, 0, 0, default),
        };

        (await Should.ThrowAsync<ScenarioException>(() => world.PlayAsync([s1 with { Steps = [early] }])))
            .Code.ShouldBe("before_the_ledger");
    }
}

public class AnExpectationThatDoesNotHold
{
    [Fact]
    public async Task is_reported_with_what_came_of_the_step()
    {
        await using var world = await World.WithSetupAsync();
        var scenarios = World.Seeds("scenarios").Where(s => s.Name == "S1").ToList();
        var steps = scenarios[0].Steps;
        var at = steps.ToList().FindIndex(s => s is Step.Command { Expected: Expected.Refusal });
        var falsified = ((Step.Command)steps[at]) with { Expected = new Expected.Refusal("another.code") };
        scenarios[0] = scenarios[0] with { Steps = [.. steps.Take(at), falsified, .. steps.Skip(at + 1)] };

        var wrong = (await world.PlayAsync(scenarios)).Where(r => !r.Met).ToList();

        wrong.ShouldHaveSingleItem().Step.Id.ShouldBe(falsified.Id);
        wrong[0].Actual.ShouldNotBe(wrong[0].Expected);
    }

    [Fact]
    public async Task of_nothing_from_the_clock_for_a_thing_that_is_not_in_the_ledger_is_reported()
    {
        await using var world = await World.WithSetupAsync();
        var s1 = World.Seeds("scenarios").Single(s => s.Name == "S1");
        Step.Clock Nothing(string alias) => new("x.json", alias, 0, s1.Steps[0].At,
            Aliases.StreamOf("assignment", alias), []);

        var results = await world.PlayAsync([s1 with { Steps = [s1.Steps[0], Nothing("T-07"), Nothing("T-70")] }]);

        results.Where(r => !r.Met).ShouldHaveSingleItem().Step.Id.ShouldBe("T-70");
    }

    [Fact]
    public async Task of_the_clock_is_reported_also_when_no_step_expects_anything()
    {
        await using var world = await World.WithSetupAsync();
        var s1 = World.Seeds("scenarios").Single(s => s.Name == "S1");
        var silent = s1 with { Steps = [.. s1.Steps.Where(s => s is Step.Command)] };

        var wrong = (await world.PlayAsync([silent])).Where(r => !r.Met).ToList();

        wrong.Count.ShouldBe(s1.Steps.OfType<Step.Clock>().Sum(c => c.Events.Count));
        wrong.ShouldAllBe(r => r.Expected == "nothing");
    }
}
