use super::{Code, LONGEST, Reader, Writer, lengths};

fn round(counts: &[u64], symbols: &[u32]) -> usize {
    let code = Code::new(&lengths(counts)).unwrap();
    let mut out = Writer::default();
    symbols.iter().for_each(|symbol| code.write(*symbol, &mut out));
    let bytes = out.finish();
    let mut bits = Reader::new(&bytes);
    let read: Vec<u32> = symbols.iter().map_while(|_| code.read(&mut bits)).collect();
    assert_eq!(read, symbols);
    bytes.len()
}

#[test]
fn symbols_come_back_in_their_order() {
    round(&[5], &[0, 0, 0]);
    round(&[1, 1], &[0, 1, 1, 0]);
    let symbols: Vec<u32> = (0..3_000).map(|number: u32| number * number % 3_000).collect();
    let counts: Vec<u64> = (0..3_000).map(|number| 1_000_000 / (number + 1)).collect();
    round(&counts, &symbols);
}

#[test]
fn what_is_frequent_takes_few_bits() {
    assert_eq!(lengths(&[8, 4, 2, 1, 1]), [1, 2, 3, 4, 4]);
    assert_eq!(round(&[1_000, 1, 1, 1, 1], &[0; 80]), 10);
}

#[test]
fn no_code_is_longer_than_can_be_read() {
    let mut counts: Vec<u64> = vec![1, 1];
    while counts.len() < 80 {
        counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
    }
    assert!(lengths(&counts).iter().all(|length| u32::from(*length) <= LONGEST));
    round(&counts, &(0..80).collect::<Vec<u32>>());
}

#[test]
fn lengths_that_are_no_code_and_bits_that_are_no_symbol_are_refused() {
    assert!(Code::new(&[1, 1, 1]).is_none());
    assert!(Code::new(&[0, 1]).is_none());
    assert!(Code::new(&[25]).is_none());
    let code = Code::new(&[2, 2, 13]).unwrap();
    assert_eq!(code.read(&mut Reader::new(&[0b1000_0000, 0b1000, 255])), None);
    assert_eq!(code.read(&mut Reader::new(&[0b1000_0000, 0, 0])), Some(2));
    assert_eq!(code.read(&mut Reader::new(&[0b1000_0000])), None);
    assert_eq!(code.read(&mut Reader::new(&[])), None);
}
