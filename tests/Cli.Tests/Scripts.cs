namespace Supervision.Cli.Tests;

/// <summary>
/// Script files of what a person types and sees: a line <c>$ supervision …</c> runs the program, the lines below it are
/// what it must say (<c>! </c> before those on standard error, <c>…</c> for any text), and <c>[exit N]</c> ends it.
/// </summary>
public sealed class WhatThePersonTypesAndSees
{
    public static TheoryData<string> Scripts() => [.. Directory.GetFiles(Folder(), "*.txt")
        .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task comes_out_as_the_script_says(string script)
    {
        var folder = TestCluster.NewFolder();
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Folder(), "files")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            await File.WriteAllBytesAsync(Path.Combine(folder, "not-utf8.json"), [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x7D]);
            var text = await File.ReadAllTextAsync(Path.Combine(folder, "long-text.json"));
            await File.WriteAllTextAsync(Path.Combine(folder, "long-text.json"),
                text.Replace("A MEGABYTE", new string('a', 1_048_576), StringComparison.Ordinal));
            var database = await TestCluster.FreshDatabaseAsync();
            var lines = await File.ReadAllLinesAsync(Path.Combine(Folder(), script));
            var at = 0;
            while ((at = Array.FindIndex(lines, at, l => l.StartsWith("$ supervision", StringComparison.Ordinal))) >= 0)
                at = await RunAsync(new Supervise(folder), lines, at, database);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(Supervise program, string[] lines, int at, string database)
    {
        var words = lines[at].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..]
            .Select(w => w == "DATABASE" ? database : w).ToArray();
        foreach (var setting in words.TakeWhile(w => w.StartsWith("SUPERVISION_", StringComparison.Ordinal)))
            program.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        var said = await program.RunAsync([.. words.SkipWhile(
            w => w.StartsWith("SUPERVISION_", StringComparison.Ordinal))]);
        var end = Array.FindIndex(lines, at, l => l.StartsWith("[exit ", StringComparison.Ordinal));
        var expected = lines[(at + 1)..end];
        var actual = Lines(said.Out).Concat(Lines(said.Error).Select(l => "! " + l)).ToList();
        var shown = $"{lines[at]}\n{string.Join('\n', actual)}\n[exit {said.Exit}]";
        Matches(expected, actual).ShouldBeTrue(shown);
        said.Exit.ToString(System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(lines[end]["[exit ".Length..^1], shown);
        return end;
    }

    // A line that is only … stands for any number of lines.
    private static bool Matches(ReadOnlySpan<string> expected, List<string> actual)
    {
        if (expected.Length == 0)
            return actual.Count == 0;
        if (expected[0] == "…")
        {
            for (var skip = 0; skip <= actual.Count; skip++)
            {
                if (Matches(expected[1..], actual[skip..]))
                    return true;
            }

            return false;
        }

        return actual.Count > 0 && LineMatches(expected[0], actual[0]) && Matches(expected[1..], actual[1..]);
    }

    private static bool LineMatches(string expected, string actual)
    {
        var parts = expected.Split('…');
        if (parts.Length == 1)
            return expected == actual;
        if (!actual.StartsWith(parts[0], StringComparison.Ordinal)
            || !actual.EndsWith(parts[^1], StringComparison.Ordinal))
            return false;
        var from = parts[0].Length;
        foreach (var part in parts[1..])
        {
            from = actual.IndexOf(part, from, StringComparison.Ordinal);
            if (from < 0)
                return false;
            from += part.Length;
        }

        return true;
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0);

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "scripts");
}
