using System.Globalization;

namespace Supervision.Faults;

/// <summary>What the program was asked to do.</summary>
/// <param name="Rounds">1 to 10,000.</param>
/// <param name="Seed">Of everything that is random but the machine itself.</param>
/// <param name="Json">One object instead of the table.</param>
/// <param name="Only">Kinds; empty: each in turn.</param>
internal sealed record Options(int Rounds, long Seed, bool Json, IReadOnlyList<Kind> Only)
{
    internal const string Usage =
        "usage: ./run faults [--rounds N] [--seed N] [--only KIND[,KIND]] [--json]";

    private const int RoundsDefault = 100;
    private const int RoundsMax = 10_000;

    /// <summary>Null when it makes no sense.</summary>
    internal static Options? Parse(IReadOnlyList<string> words)
    {
        var options = new Options(RoundsDefault, Environment.TickCount64, false, []);
        for (var i = 0; i < words.Count; i++)
        {
            var value = i + 1 < words.Count ? words[i + 1] : "";
            switch (words[i])
            {
                case "--json":
                    options = options with { Json = true };
                    continue;
                case "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out var n)
                    && n is > 0 and <= RoundsMax:
                    options = options with { Rounds = n };
                    break;
                case "--seed" when long.TryParse(value, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    break;
                case "--only" when KindsOf(value) is { } kinds:
                    options = options with { Only = kinds };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }

    private static List<Kind>? KindsOf(string value)
    {
        var kinds = value.Split(',').Select(name => Enum.GetValues<Kind>().Cast<Kind?>()
            .FirstOrDefault(kind => kind!.Value.Name() == name)).ToList();
        return kinds.Contains(null) ? null : kinds.ConvertAll(kind => kind!.Value);
    }
}
