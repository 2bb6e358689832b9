using System.Globalization;
using System.Text.Json;

namespace Supervision.Benchmarks;

/// <summary>Figures and ratios of one bench, as a table or as one JSON object.</summary>
internal sealed class Report(string bench, bool asJson)
{
    private readonly Dictionary<string, List<double>> figures = [];
    private readonly List<Ratio> ratios = [];

    internal bool TargetsHold => ratios.TrueForAll(ratio => ratio.Value >= ratio.Target);

    /// <summary>One round's value; the figure is the median of all rounds.</summary>
    internal void Add(string figure, double value)
    {
        if (!figures.TryGetValue(figure, out var values))
            figures.Add(figure, values = []);
        values.Add(value);
        Progress($"{figure}: {Shown(value)}");
    }

    /// <summary>The median of the quotients of the rounds, each of two values measured side by side.</summary>
    internal void Compare(string name, string ours, string baseline, double target) => ratios.Add(new Ratio(
        name, Median([.. figures[ours].Zip(figures[baseline], (a, b) => a / b)]), target));

    /// <summary>What holds or does not.</summary>
    internal void Require(string name, bool holds) => ratios.Add(new Ratio(name, holds ? 1 : 0, 1));

    internal void Print()
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                bench,
                figures = figures.ToDictionary(f => f.Key, f => Rounded(Median(f.Value))),
                ratios = ratios.Select(r => new { name = r.Name, value = Rounded(r.Value), target = r.Target }),
            }));
            return;
        }

        var width = figures.Keys.Concat(ratios.Select(r => r.Name)).Max(name => name.Length);
        Console.WriteLine();
        foreach (var (name, values) in figures)
            Console.WriteLine($"{name.PadRight(width)}  {Shown(Median(values)),12}");
        Console.WriteLine();
        Console.WriteLine($"{"ratio".PadRight(width)}  {"value",12}  {"target",8}");
        foreach (var (name, value, target) in ratios)
        {
            Console.WriteLine($"{name.PadRight(width)}  {Shown(value),12}  {Shown(target),8}"
                + (value >= target ? "" : "  missed"));
        }
    }

    /// <summary>To standard error: what is being done.</summary>
    internal static void Progress(string text) => Console.Error.WriteLine($"  {text}");

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static double Rounded(double value) => Math.Round(value, value < 10 ? 3 : 1);

    private static string Shown(double value) =>
        value.ToString(value < 100 ? "0.00" : "#,##0", CultureInfo.InvariantCulture);

    private sealed record Ratio(string Name, double Value, double Target);
}
