using Supervision.Messaging.Scenarios;

namespace Supervision.Cli;

/// <summary>The seeds beside the program: setup files in the order of their names, and the worked scenarios.</summary>
public static class SeedFiles
{
    /// <summary>Bodies, officers, rules, calendar and the plan.</summary>
    public static IReadOnlyList<Scenario> Setup() => Read("setup");

    /// <summary>The worked scenarios.</summary>
    public static IReadOnlyList<Scenario> Scenarios() => Read("scenarios");

    /// <summary>These files, checked together with the setup: no file name is there twice.</summary>
    public static IEnumerable<Scenario> ReadWith(IReadOnlyList<Scenario> setup, IReadOnlyList<string> files) =>
        ScenarioReader.ReadAll([.. Paths("setup"), .. files]).Skip(setup.Count);

    private static IReadOnlyList<Scenario> Read(string folder) => ScenarioReader.ReadAll(Paths(folder));

    private static IReadOnlyList<string> Paths(string folder)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "seeds", folder);
        if (!Directory.Exists(path))
            throw new CommandFailedException(Texts.Get("seeds.missing", path));
        return [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)];
    }
}
