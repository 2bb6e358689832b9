using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Supervision.TransparencyLog.Tests;

public sealed class ReadingANote
{
    private const string Note = Keys.PeterText + "\n" + Keys.PeterLine + Keys.EnochLine;

    private static readonly VerifierKey Peter = VerifierKey.Parse(Keys.PeterVkey);
    private static readonly VerifierKey Enoch = VerifierKey.Parse(Keys.EnochVkey);

    /// <summary>The code, and bytes that are no note.</summary>
    public static TheoryData<string, string> Malformed => new()
    {
        { "no-blank-line", Keys.PeterText },
        { "no-blank-line", Keys.PeterLine },
        { "not-terminated", "" },
        { "no-blank-line", "\n" },
        { "no-signature", Keys.PeterText + "\n" },
        { "not-terminated", Note[..^1] },
        { "no-blank-line", Keys.PeterText + Keys.PeterLine },
        { "carriage-return", Note.Replace("\n", "\r\n") },
        { "carriage-return", Note + "\r" },
        { "control-character", "\u0001" + Note },
        { "control-character", "\t" + Note },
        { "control-character", Note.Replace("you", "y\0u") },
        { "signature-line", Note + "Unexpected line.\n" },
        { "signature-line", Note.Replace("— Peter", "- Peter") },
        { "signature-line", Note.Replace("— Peter", "—Peter") },
        { "signature-line", Note.Replace("— Peter", "—  Peter") },
        { "signature-line", Note.Replace("PeterNeumann x", "Peter Neumann x") },
        { "signature-line", Note.Replace("PeterNeumann x", "PeterNeumann  x") },
        { "signature-line", Note.Replace("JnAM=", "JnAM= ") },
        { "key-name", Note.Replace("PeterNeumann", "Peter+Neumann") },
        { "key-name", Note.Replace("PeterNeumann", "Peter\u00a0Neumann") },
        { "key-name", Note.Replace("PeterNeumann", "Peter\u2003Neumann") },
        { "key-name", Note.Replace("PeterNeumann", "Peter\u0085Neumann") },
        { "key-name", Note.Replace("PeterNeumann", "") },
        { "signature-base64", Note.Replace("JnAM=", "JnAM") },
        { "signature-base64", Note.Replace("JnAM=", "JnAM==") },
        { "signature-base64", Note.Replace("JnAM=", "JnAN=") },
        { "signature-base64", Note.Replace("x08go/Z", "x08go_Z") },
        { "signature-base64", Keys.PeterText + "\n— PeterNeumann x08gow==\n" },
        { "signature-base64", Keys.PeterText + "\n— PeterNeumann =\n" },
        { "too-many-signatures", Note + string.Concat(Enumerable.Repeat(Keys.EnochLine, 99)) },
        { "too-large", new string('a', SignedNote.BytesMax) + "\n\n" + Keys.PeterLine },
    };

    [Fact]
    public void of_two_signers_finds_both()
    {
        var note = Parse(Note);
        note.Text.ShouldBe(Keys.PeterText);
        note.Signatures.Select(s => (s.Name, s.KeyId))
            .ShouldBe([("PeterNeumann", 0xc74f20a3u), ("EnochRoot", 0xaf0cfe78u)]);
        note.SignatureBy(Peter).ShouldBe(SignatureState.Valid);
        note.SignatureBy(Enoch).ShouldBe(SignatureState.Valid);
        note.ToString().ShouldBe(Note);
    }

    [Fact]
    public void that_is_signed_again_gives_the_published_bytes()
    {
        SignedNote.Sign(Keys.PeterText, SignerKey.Parse(Keys.PeterSkey)).ToString()
            .ShouldBe(Keys.PeterText + "\n" + Keys.PeterLine);
    }

    /// <summary>The specifications' own examples, whose keys are not published.</summary>
    [Theory]
    [InlineData("Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
        + "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihA"
        + "QwaqP3ZekRwNtIc=\n", 64, 0x367ba04bu)]
    [InlineData("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        + "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo"
        + "+zyWE+xeMcTOAYQ8=\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrD"
        + "JsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n", 72, 0x8d66cf3fu)]
    public void of_a_specification_finds_its_parts(string text, int lastSignatureBytes, uint lastKeyId)
    {
        var note = Parse(text);
        note.Signatures[^1].Bytes.Length.ShouldBe(lastSignatureBytes);
        note.Signatures[^1].KeyId.ShouldBe(lastKeyId);
        note.ToString().ShouldBe(text);
    }

    [Fact]
    public void separates_text_and_signatures_at_the_last_empty_line() =>
        Parse("a\n\n\nb\n\n" + Keys.PeterLine).Text.ShouldBe("a\n\n\nb\n");

    [Fact]
    public void keeps_signatures_of_unknown_keys_and_does_not_believe_them()
    {
        var unknown = Parse(Keys.PeterText + "\n" + Keys.EnochLine + "— a AAAAAAA=\n");
        unknown.SignatureBy(Peter).ShouldBe(SignatureState.Missing);
        unknown.ToString().ShouldEndWith("— a AAAAAAA=\n");
    }

    [Fact]
    public void takes_a_hundred_signatures_and_large_ones()
    {
        var many = Keys.PeterText + "\n" + string.Concat(Enumerable.Repeat(Keys.PeterLine, 100));
        Parse(many).Signatures.Count.ShouldBe(100);
        var large = Keys.PeterText + "\n" + Keys.PeterLine + string.Concat(
            Enumerable.Range(0, 16).Select(i => $"— pq{i} {Convert.ToBase64String(new byte[5_000])}\n"));
        Parse(large).SignatureBy(Peter).ShouldBe(SignatureState.Valid);
    }

    [Fact]
    public void with_one_wrong_signature_beside_a_right_one_of_a_key_is_wrong()
    {
        var wrong = Keys.PeterLine.Replace("x08go/Z", "x08go/a");
        Parse(Keys.PeterText + "\n" + Keys.PeterLine + wrong).SignatureBy(Peter).ShouldBe(SignatureState.Invalid);
        Parse(Keys.PeterText + "\n" + wrong).SignatureBy(Peter).ShouldBe(SignatureState.Invalid);
        Parse(Note.Replace("answer", "Answer")).SignatureBy(Peter).ShouldBe(SignatureState.Invalid);
    }

    [Fact]
    public void passes_over_another_key_of_the_same_name_and_the_same_id_of_another_name()
    {
        var impostor = SignedNote.Sign(Keys.PeterText, Keys.Of("PeterNeumann", 7));
        impostor.SignatureBy(Peter).ShouldBe(SignatureState.Missing);
        Parse(Note.Replace("— Peter", "— Paul")).SignatureBy(Peter).ShouldBe(SignatureState.Missing);
        Parse(Note).With(impostor.Signatures[0]).SignatureBy(Peter).ShouldBe(SignatureState.Valid);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void that_is_none_says_why(string code, string text) =>
        Keys.Code(() => Parse(text)).ShouldBe(code, text.Length > 300 ? "" : text);

    [Fact]
    public void that_is_not_utf8_says_so()
    {
        foreach (var bad in new byte[][] { [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x80] })
            Keys.Code(() => SignedNote.Parse([.. bad, .. Encoding.UTF8.GetBytes(Note)])).ShouldBe("not-utf8");
    }

    [Fact]
    public void cut_off_anywhere_is_none_or_lacks_a_signature()
    {
        var bytes = Encoding.UTF8.GetBytes(Note);
        for (var length = 0; length < bytes.Length; length++)
        {
            try
            {
                SignedNote.Parse(bytes.AsSpan(0, length)).SignatureBy(Enoch).ShouldBe(SignatureState.Missing);
            }
            catch (MalformedException)
            {
                // As it should be, wherever a line does not end.
            }
        }
    }

    [Fact]
    public void cannot_sign_what_would_be_none()
    {
        Keys.Code(() => SignedNote.Sign("abc", Keys.Log)).ShouldBe("not-terminated");
        Keys.Code(() => SignedNote.Sign("a\tb\n", Keys.Log)).ShouldBe("control-character");
        Should.Throw<InvalidOperationException>(() => SignedNote.Sign("a\n", Keys.FirstCosigner));
    }

    [Fact]
    public void gives_back_whatever_it_accepts()
    {
        var line = Gen.Elements(
            "— a AAAAAAA=", "", "text", "— b+c AAAAAAA=", "é— x", "— d AAAAAAB=", "\r", "— e AAAAAAAAAA==");
        var notes = line.ListOf().Select(lines => string.Join('\n', lines) + "\n");
        Prop.ForAll(notes.ToArbitrary(), (string text) =>
        {
            try
            {
                return SignedNote.Parse(Encoding.UTF8.GetBytes(text)).ToString() == text;
            }
            catch (MalformedException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));
    }

    private static SignedNote Parse(string text) => SignedNote.Parse(Encoding.UTF8.GetBytes(text));
}
