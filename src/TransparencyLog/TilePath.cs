using System.Globalization;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog;

/// <summary>
/// Where a tile or an entry bundle is served: <c>tile/L/N</c> or <c>tile/entries/N</c>, and <c>.p/W</c> behind it while
/// it is partial (C2SP tlog-tiles, Merkle Tree and Log entries). One resource has one path.
/// </summary>
/// <param name="Tile">Which tile; an entry bundle has the coordinates of its tile of leaf hashes.</param>
/// <param name="Width">How many hashes or entries: 256 is full, less is partial.</param>
/// <param name="IsEntries">Whether it is the entries themselves.</param>
public readonly record struct TilePath(Tile Tile, int Width, bool IsEntries)
{
    /// <summary>The highest level that a path can name; no tree is so high.</summary>
    public const int LevelMax = 63;

    private const string Folder = "tile/";
    private const string EntriesFolder = "entries/";
    private const string Partial = ".p/";
    private const int Group = 1_000;
    private const int CharactersMax = 60;

    /// <summary>Reads a path without a slash before it.</summary>
    public static bool TryParse(string path, out TilePath parsed)
    {
        parsed = default;
        if (path.Length > CharactersMax || !path.StartsWith(Folder, StringComparison.Ordinal))
            return false;
        var rest = path[Folder.Length..];
        var isEntries = rest.StartsWith(EntriesFolder, StringComparison.Ordinal);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return false;
        var level = isEntries ? 0 : Lines.Number(rest[..slash]);
        rest = rest[(slash + 1)..];
        var width = (long?)Tiles.Width;
        if (rest.IndexOf(Partial, StringComparison.Ordinal) is var at and >= 0)
        {
            width = Lines.Number(rest[(at + Partial.Length)..]) is >= 1 and < Tiles.Width and var w ? w : null;
            rest = rest[..at];
        }

        if (level is not (>= 0 and <= LevelMax) || width is null || IndexOf(rest) is not { } n)
            return false;
        parsed = new TilePath(new Tile((int)level.Value, n), (int)width.Value, isEntries);
        return true;
    }

    /// <summary>The path, without a slash before it.</summary>
    public override string ToString()
    {
        var text = (Tile.N % Group).ToString("d3", CultureInfo.InvariantCulture);
        for (var rest = Tile.N / Group; rest > 0; rest /= Group)
            text = $"x{(rest % Group).ToString("d3", CultureInfo.InvariantCulture)}/{text}";
        var folder = IsEntries ? EntriesFolder : Lines.Number(Tile.Level) + "/";
        return $"{Folder}{folder}{text}{(Width == Tiles.Width ? "" : Partial + Lines.Number(Width))}";
    }

    // Groups of three digits, all but the last behind an x; none of zeroes before the others, or one tile would have
    // many paths.
    private static long? IndexOf(string text)
    {
        var groups = text.Split('/');
        long n = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            var isLast = i == groups.Length - 1;
            var digits = isLast ? groups[i] : groups[i].StartsWith('x') ? groups[i][1..] : "";
            if (digits.Length != 3 || !digits.All(char.IsAsciiDigit) || (i == 0 && !isLast && digits == "000"))
                return null;
            var group = int.Parse(digits, CultureInfo.InvariantCulture);
            if (n > (long.MaxValue - group) / Group)
                return null;
            n = (n * Group) + group;
        }

        return n;
    }
}
