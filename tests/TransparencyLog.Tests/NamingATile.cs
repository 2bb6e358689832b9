using FsCheck;
using FsCheck.Fluent;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class NamingATile
{
    [Theory]
    [InlineData("tile/0/000", 0, 0, 256, false)]
    [InlineData("tile/0/999", 0, 999, 256, false)]
    [InlineData("tile/0/x001/000", 0, 1_000, 256, false)]
    [InlineData("tile/0/x001/x234/067", 0, 1_234_067, 256, false)] // the specification's example
    [InlineData("tile/0/x999/x999/999", 0, 999_999_999, 256, false)]
    [InlineData("tile/2/000.p/1", 2, 0, 1, false)]
    [InlineData("tile/0/273.p/112", 0, 273, 112, false)] // a tree of 70,000, the specification's example
    [InlineData("tile/63/x009/x223/x372/x036/x854/x775/807", 63, long.MaxValue, 256, false)]
    [InlineData("tile/0/x001/x234/067.p/255", 0, 1_234_067, 255, false)]
    [InlineData("tile/entries/000", 0, 0, 256, true)]
    [InlineData("tile/entries/x001/x234/067.p/8", 0, 1_234_067, 8, true)]
    public void has_one_path(string text, int level, long n, int width, bool isEntries)
    {
        TilePath.TryParse(text, out var path).ShouldBeTrue();
        path.ShouldBe(new TilePath(new Tile(level, n), width, isEntries));
        path.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0//000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/00a")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/0/-01")]
    [InlineData("tile/0/+01")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/x000/x001/000")]
    [InlineData("tile/0/X001/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+0/000")]
    [InlineData("tile/a/000")]
    [InlineData("tile/Entries/000")]
    [InlineData("tile/entries/entries/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/.p/1")]
    [InlineData("tile/0/x001.p/1")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/63/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x001/x000/x000/x000/x000/x000/x000/000")]
    public void has_no_other(string text) => TilePath.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void survives_its_path()
    {
        var paths = from n in Gen.OneOf(Gen.Choose(0, 2_000).Select(i => (long)i), Gen.Choose(0, int.MaxValue)
                        .Select(i => i * (long)int.MaxValue))
                    from level in Gen.Choose(0, 63)
                    from width in Gen.Choose(1, 256)
                    from isEntries in Gen.Elements(true, false)
                    select new TilePath(new Tile(isEntries ? 0 : level, n), width, isEntries);
        Prop.ForAll(paths.ToArbitrary(), (TilePath path) =>
                TilePath.TryParse(path.ToString(), out var read) && read == path)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void knows_its_width_at_every_size_and_level()
    {
        for (var size = 0L; size < 70_100; size += size < 1_000 ? 1 : 97)
        {
            foreach (var level in new[] { 0, 1, 2, 7, 8, 63 })
            {
                // floor(size / 256^level) mod 256 is the width of the partial tile.
                var hashes = level < 7 ? size >> (8 * level) : 0;
                new Tile(level, hashes / 256).WidthAt(size).ShouldBe((int)(hashes % 256));
                if (hashes >= 256)
                    new Tile(level, (hashes / 256) - 1).IsFullAt(size).ShouldBeTrue();
            }
        }

        new Tile(0, long.MaxValue).WidthAt(long.MaxValue).ShouldBe(0);
        new Tile(7, 0).WidthAt(long.MaxValue).ShouldBe(127);
        new Tile(8, 0).WidthAt(long.MaxValue).ShouldBe(0);
        new Tile(-1, 0).WidthAt(5).ShouldBe(0);
    }

    [Fact]
    public void gives_a_bundle_that_can_be_read_again()
    {
        ReadOnlyMemory<byte>[] entries = [new byte[] { 1, 2, 3 }, Array.Empty<byte>(), new byte[65_535]];
        var bundle = EntryBundle.Encode(entries);
        bundle[..7].ShouldBe([0, 3, 1, 2, 3, 0, 0]);
        EntryBundle.Decode(bundle).Select(e => e.ToArray()).ShouldBe(entries.Select(e => e.ToArray()));
        EntryBundle.Decode(ReadOnlyMemory<byte>.Empty).ShouldBeEmpty();
    }

    [Fact]
    public void refuses_a_bundle_that_is_cut_off_or_too_large()
    {
        var bundle = EntryBundle.Encode([new byte[] { 1, 2, 3 }, new byte[] { 4 }]);
        foreach (var length in new[] { 1, 2, 3, 4, 6, 7 })
            Keys.Code(() => EntryBundle.Decode(bundle.AsMemory(0, length))).ShouldBe("bundle-cut-off");
        Keys.Code(() => EntryBundle.Decode(new byte[2 * 257])).ShouldBe("bundle-too-many");
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]));
        Should.Throw<ArgumentException>(() => EntryBundle.Encode(new ReadOnlyMemory<byte>[257]));
    }
}
