using System.Globalization;
using System.Text.Json;

namespace Supervision.Faults;

/// <summary>What the rounds of one kind, or all of them, came to.</summary>
internal sealed class Tally
{
    internal int Rounds { get; set; }

    /// <summary>Appends that were answered with their entries.</summary>
    internal long Acknowledged { get; set; }

    /// <summary>Of these, how many are not there as they were answered.</summary>
    internal long Lost { get; set; }

    internal long Duplicated { get; set; }

    /// <summary>Answers that were failures; the same command was then tried again.</summary>
    internal long Failures { get; set; }

    /// <summary>Commands without an answer that turned out to be recorded.</summary>
    internal long FoundThere { get; set; }

    internal long FoundNotThere { get; set; }

    /// <summary>Every promise that was not kept, in one sentence each; empty when all is well.</summary>
    internal List<string> Broken { get; } = [];

    internal Tally With(IEnumerable<string> broken)
    {
        Broken.AddRange(broken);
        return this;
    }

    internal void Add(Tally other)
    {
        Rounds += other.Rounds;
        Acknowledged += other.Acknowledged;
        Lost += other.Lost;
        Duplicated += other.Duplicated;
        Failures += other.Failures;
        FoundThere += other.FoundThere;
        FoundNotThere += other.FoundNotThere;
        Broken.AddRange(other.Broken);
    }
}

/// <summary>The table, or the object, at the end.</summary>
internal static class Report
{
    private const int BrokenShownMax = 40;
    private static readonly string[] Columns =
        ["rounds", "acknowledged", "lost", "duplicated", "failures", "unanswered-there", "unanswered-not", "broken"];

    internal static string Table(IReadOnlyDictionary<string, Tally> tallies)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"{"",-16}{string.Concat(Columns.Select(c => c.PadLeft(c.Length + 2)))}");
        foreach (var (name, tally) in tallies)
        {
            var cells = Figures(tally).Select((n, i) =>
                n.ToString(CultureInfo.InvariantCulture).PadLeft(Columns[i].Length + 2));
            text.WriteLine($"{name,-16}{string.Concat(cells)}");
        }

        foreach (var sentence in tallies["all"].Broken.Take(BrokenShownMax))
            text.WriteLine($"! {sentence}");
        return text.ToString();
    }

    internal static string Json(IReadOnlyDictionary<string, Tally> tallies, long seed, TimeSpan took)
    {
        var figures = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["seed"] = seed,
            ["seconds"] = Math.Round(took.TotalSeconds, 1),
        };
        foreach (var (name, tally) in tallies)
        {
            foreach (var (i, number) in Figures(tally).Index())
                figures[name == "all" ? Columns[i] : $"{name}.{Columns[i]}"] = number;
        }

        return JsonSerializer.Serialize(new
        {
            bench = "faults",
            figures,
            ratios = Array.Empty<object>(),
            broken = tallies["all"].Broken.Take(BrokenShownMax),
        });
    }

    private static long[] Figures(Tally tally) =>
    [
        tally.Rounds, tally.Acknowledged, tally.Lost, tally.Duplicated, tally.Failures, tally.FoundThere,
        tally.FoundNotThere, tally.Broken.Count,
    ];
}
